import { useText } from '../app/i18n.tsx'
import { StateMark } from './state-mark.tsx'
import { sayRelative, useNow } from './time.tsx'

/** A contact confirmed within half a year is fresh, within a year ageing. */
const fresh = 182 * 86_400_000
const ageing = 365 * 86_400_000

/** How long since somebody confirmed that this contact is right. */
export function Freshness({ verifiedAt }: { verifiedAt: string | null }) {
  const { t, language } = useText()
  const now = useNow()
  if (verifiedAt === null) return <StateMark fill="open">{t('fresh.never')}</StateMark>
  const at = Date.parse(verifiedAt)
  const age = now - at
  const when = sayRelative(at, now, t, language)
  if (age <= fresh) return <StateMark fill="full">{t('fresh.good', { when })}</StateMark>
  if (age <= ageing) return <StateMark fill="half">{t('fresh.ageing', { when })}</StateMark>
  return <StateMark fill="open">{t('fresh.old', { when })}</StateMark>
}
