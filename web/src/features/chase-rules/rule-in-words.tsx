import type { ChaseRule } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'

/** What a rule means, as it would be said to a new duty officer. */
export function RuleInWords({ rule }: { rule: ChaseRule }) {
  const { t } = useText()
  const { due_hours: due, before_hours: before, every_hours: every, most, gather_minutes: minutes } = rule
  return (
    <>
      {[
        t(rule.quiet_first ? 'chase_rules.first_morning' : 'chase_rules.first_at_once'),
        minutes > 0 ? t('chase_rules.gather', { minutes }) : t('chase_rules.one_each'),
        due >= 48 && due % 24 === 0 ? t('chase_rules.due_days', { days: due / 24 }) : t('chase_rules.due', { due }),
        before > 0 ? t('chase_rules.before', { before }) : t('chase_rules.at'),
        most > 0 ? t('chase_rules.after', { every, most }) : t('chase_rules.no_more'),
        t(rule.all_at_once ? 'chase_rules.all' : 'chase_rules.nearest', { every }),
        t(rule.quiet ? 'chase_rules.quiet' : 'chase_rules.night'),
      ].join(' ')}
    </>
  )
}
