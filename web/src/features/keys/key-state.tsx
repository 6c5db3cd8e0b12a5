import type { Key } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { type Fill, StateMark } from '../../components/state-mark.tsx'
import { useNow } from '../../components/time.tsx'
import { type Standing, standingOf } from './key-scope.ts'

const fills: Record<Standing, Fill> = { live: 'full', ending: 'half', expired: 'open', revoked: 'none' }

export function KeyState({ of }: { of: Pick<Key, 'state' | 'expires_at'> }) {
  const { t } = useText()
  const standing = standingOf(of, useNow())
  return <StateMark fill={fills[standing]}>{t(`key.${standing}`)}</StateMark>
}
