import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Key } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { Copyable } from '../../components/copyable.tsx'
import { Empty } from '../../components/empty.tsx'
import { Facts } from '../../components/facts.tsx'
import { History } from '../../components/history.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { KeyActions } from './key-actions.tsx'
import { KeyState } from './key-state.tsx'
import { keyQuery } from './keys.queries.ts'
import { LastFailure } from './last-failure.tsx'
import { NetworkList } from './networks-dialog.tsx'
import { ScopeName } from './scope-name.tsx'

/** What does it open, is it used, and from where? */
export function KeyPanel() {
  const { t } = useText()
  const { id } = useParams({ from: '/shell/access/keys/$id' })
  const key = useQuery(keyQuery(id))
  if (key.isPending) return <SkeletonRows rows={8} />
  if (key.error) return <ProblemNotice error={key.error} retry={() => void key.refetch()} />
  if (!key.data) return <Empty title={t('problem.gone.title')}>{t('problem.gone.next')}</Empty>
  return <KeyArticle key={id} of={key.data} />
}

function KeyArticle({ of: key }: { of: Key }) {
  const { t } = useText()
  const mayWrite = useMay('keys.write')
  return (
    <article>
      <ObjectHead kicker={t('key.kicker')} title={key.name} back={{ to: '/keys', search: (old) => old }}>
        {mayWrite ? <KeyActions of={key} /> : null}
      </ObjectHead>
      <Facts
        facts={[
          { name: t('column.state'), value: <KeyState of={key} /> },
          { name: t('key.scope'), value: <ScopeName scope={key.scope} /> },
          { name: t('key.ends'), value: key.expires_at ? <Time at={key.expires_at} both /> : t('key.never_ends') },
          {
            name: t('key.last_used'),
            value: (
              <>
                <Time at={key.last_used_at} both />{' '}
                {key.last_used_from ? <Copyable value={key.last_used_from} /> : null}
              </>
            ),
          },
          { name: t('key.failures'), value: <LastFailure of={key} /> },
          { name: t('networks.label'), value: <NetworkList networks={key.networks} /> },
          { name: t('key.made_at'), value: <Time at={key.created_at} both /> },
          { name: t('key.made_by'), value: key.created_by ?? t('key.made_by.command') },
          ...(key.revoked_at ? [{ name: t('key.revoked_at'), value: <Time at={key.revoked_at} both /> }] : []),
          { name: t('sensor.id'), value: <Copyable value={key.id} /> },
        ]}
      />
      <History kind="key" id={key.id} />
    </article>
  )
}
