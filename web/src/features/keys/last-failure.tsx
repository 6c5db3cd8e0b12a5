import type { Key } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Copyable } from '../../components/copyable.tsx'
import { Time } from '../../components/time.tsx'

type Failures = Pick<Key, 'failures' | 'last_failure_at' | 'last_failure_reason'> &
  Partial<Pick<Key, 'last_failure_from'>>

/** How often a secret was refused, and the last time: when, from where and why. */
export function LastFailure({ of: key }: { of: Failures }) {
  const { t, count } = useText()
  if (key.failures === 0) return t('key.no_failures')
  return (
    <>
      <span className="note">{t('key.failures.count', { count: count(key.failures), number: key.failures })}</span>
      {key.last_failure_at ? (
        <span className="last-failure">
          {t('key.last_failure')} <Time at={key.last_failure_at} both />
          {key.last_failure_reason ? `: ${t(`refusal.${key.last_failure_reason}`)}` : ''}{' '}
          {key.last_failure_from ? <Copyable value={key.last_failure_from} /> : null}
        </span>
      ) : null}
    </>
  )
}
