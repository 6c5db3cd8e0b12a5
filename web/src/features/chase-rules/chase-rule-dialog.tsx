import { Switch, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChaseRule } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { writeChaseRules } from './chase-rules.queries.ts'
import { RuleInWords } from './rule-in-words.tsx'

/** Least and most of each number, as the API takes them. */
const bounds = {
  due_hours: [1, 2160],
  before_hours: [0, 720],
  every_hours: [1, 720],
  most: [0, 50],
  gather_minutes: [0, 1440],
} as const
const numbers = ['due_hours', 'before_hours', 'every_hours', 'most', 'gather_minutes'] as const

type ChaseRuleDialogProps = { rules: ChaseRule[]; rule: ChaseRule; onClose: () => void }

/** One severity's rule, with what it will mean while it is being changed. */
export function ChaseRuleDialog({ rules, rule, onClose }: ChaseRuleDialogProps) {
  const { t } = useText()
  const client = useQueryClient()
  const [draft, setDraft] = useState(rule)
  // What is critical waits for nothing, and nobody is asked.
  const asked = numbers.filter((one) => rule.severity !== 'critical' || one !== 'gather_minutes')
  const wrong = asked.filter((one) => {
    const [least, most] = bounds[one]
    return !Number.isInteger(draft[one]) || draft[one] < least || draft[one] > most
  })
  // The first reminder would go out with the warning.
  const early = wrong.length === 0 && draft.before_hours >= draft.due_hours
  const faultOf = (one: (typeof numbers)[number]) => {
    const [least, most] = bounds[one]
    if (wrong.includes(one)) return t('chase_rules.bounds', { least, most })
    return early && one === 'before_hours' ? t('chase_rules.early', { due: draft.due_hours }) : undefined
  }
  const save = useMutation({
    mutationFn: () => writeChaseRules(rules.map((one) => (one.severity === draft.severity ? draft : one))),
    onSuccess: async () => {
      showToast(t('chase_rules.saved'))
      onClose()
      await client.invalidateQueries({ queryKey: ['chase'] })
    },
  })
  return (
    <ConfirmDialog
      title={t('chase_rules.change.of', { severity: t(`severity.${rule.severity}`) })}
      confirm={t('chase_rules.save')}
      busy={save.isPending}
      disabled={wrong.length > 0 || early}
      onConfirm={() => save.mutate()}
      onClose={onClose}
    >
      {asked.map((one) => (
        <Textfield
          key={one}
          type="number"
          inputMode="numeric"
          label={t(`chase_rules.${one}`)}
          description={one === 'due_hours' ? t('chase_rules.due_hours.text') : undefined}
          min={bounds[one][0]}
          max={bounds[one][1]}
          value={Number.isNaN(draft[one]) ? '' : draft[one]}
          error={faultOf(one)}
          onChange={(event) => setDraft({ ...draft, [one]: event.target.valueAsNumber })}
        />
      ))}
      <Switch
        label={t('chase_rules.all_at_once')}
        checked={draft.all_at_once}
        onChange={(event) => setDraft({ ...draft, all_at_once: event.target.checked })}
      />
      {rule.severity === 'critical' ? (
        <p className="note">{t('chase_rules.never_quiet')}</p>
      ) : (
        <>
          <Switch
            label={t('chase_rules.quiet_first')}
            checked={draft.quiet_first}
            onChange={(event) => setDraft({ ...draft, quiet_first: event.target.checked })}
          />
          <Switch
            label={t('chase_rules.quiet_hours')}
            checked={draft.quiet}
            onChange={(event) => setDraft({ ...draft, quiet: event.target.checked })}
          />
        </>
      )}
      {wrong.length === 0 && !early ? (
        <p>
          <RuleInWords rule={draft} />
        </p>
      ) : null}
      {save.error ? <ProblemNotice error={save.error} /> : null}
    </ConfirmDialog>
  )
}
