import type { Person } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { type Fill, StateMark } from '../../components/state-mark.tsx'

const fills: Record<Person['state'], Fill> = { active: 'full', invited: 'half', deactivated: 'none' }

export function PersonState({ state }: { state: Person['state'] }) {
  const { t } = useText()
  return <StateMark fill={fills[state]}>{t(`person.${state}`)}</StateMark>
}
