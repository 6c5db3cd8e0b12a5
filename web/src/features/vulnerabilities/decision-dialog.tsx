import { Textfield } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SsvcDecide, SsvcTree, VulnerabilityDetail } from '../../api/types.ts'
import { type Say, useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { outcomeOf } from './ssvc.ts'
import { ssvcQuery } from './vulnerabilities.queries.ts'

type DecisionDialogProps = {
  of: VulnerabilityDetail
  busy: boolean
  onClose: () => void
  onConfirm: (decision: SsvcDecide) => void
}

/** One question after another, answered beforehand where the facts tell, and what follows from them. */
export function DecisionDialog({ of, busy, onClose, onConfirm }: DecisionDialogProps) {
  const { t } = useText()
  const trees = useQuery(ssvcQuery)
  const [name, setName] = useState<SsvcDecide['tree']>('deployer')
  const [given, setGiven] = useState<Record<string, string>>({})
  const [reason, setReason] = useState('')
  const tree = trees.data?.trees.find((one) => one.name === name)
  const answers: Record<string, string> = { ...of.suggested, ...given }
  const outcome = tree === undefined ? null : outcomeOf(tree, answers)
  return (
    <ConfirmDialog
      title={t('decide.title', { cve: of.cve })}
      confirm={t('decide.go')}
      busy={busy}
      disabled={outcome === null}
      onClose={onClose}
      onConfirm={() => onConfirm({ tree: name, answers: answersOf(tree, answers), reason: reason.trim() })}
    >
      {tree === undefined ? (
        <SkeletonRows rows={4} />
      ) : (
        <>
          <SelectField
            label={t('decide.tree')}
            value={name}
            choices={(trees.data?.trees ?? []).map((one) => ({ value: one.name, label: t(`tree.${one.name}`) }))}
            onChange={setName}
          />
          {tree.points.map((point) => (
            <SelectField
              key={`${name} ${point.name}`}
              label={t(`point.${point.name}` as Parameters<Say>[0])}
              description={
                given[point.name] === undefined && of.suggested[point.name] !== undefined
                  ? t('decide.from_facts')
                  : undefined
              }
              value={answers[point.name] ?? ''}
              choices={[
                ...(answers[point.name] === undefined ? [{ value: '', label: t('decide.choose') }] : []),
                ...point.values.map((value) => ({ value, label: t(`ssvc.${value}` as Parameters<Say>[0]) })),
              ]}
              onChange={(value) => setGiven((old) => ({ ...old, [point.name]: value }))}
            />
          ))}
          <p className="decision-outcome" aria-live="polite">
            {outcome === null ? t('decide.unanswered') : t('decide.outcome', { outcome: t(`outcome.${outcome}`) })}
          </p>
          <Textfield
            multiline
            rows={2}
            label={t('decide.reason')}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </>
      )}
    </ConfirmDialog>
  )
}

/** The tree's own points alone: facts answer those of others too. */
function answersOf(tree: SsvcTree | undefined, answers: Record<string, string>): Record<string, string> {
  return Object.fromEntries((tree?.points ?? []).map(({ name }) => [name, answers[name] ?? '']))
}
