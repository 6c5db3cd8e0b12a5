import { Details } from '@digdir/designsystemet-react'
import type { Answer, PortalVulnerability, VexJustification, VexStatus } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { SelectField } from '../../components/select-field.tsx'

/** What is said of an advisory's vulnerabilities beside the answer. */
export type VexChosen = { vex: Record<string, VexStatus>; justification: VexJustification | null }

export const vexWords: readonly VexStatus[] = ['affected', 'not_affected', 'under_investigation', 'fixed']
export const justifications: readonly VexJustification[] = [
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
]

/** One answer is enough for all of them: why it is not affected, and what stands otherwise, can be said. */
export function VexFields({
  vulnerabilities,
  answer,
  chosen,
  onChange,
}: {
  vulnerabilities: readonly PortalVulnerability[]
  answer: Answer | null
  chosen: VexChosen
  onChange: (chosen: VexChosen) => void
}) {
  const { t } = useText()
  const notAffected = answer === 'not_affected' || Object.values(chosen.vex).includes('not_affected')
  return (
    <>
      {notAffected ? (
        <SelectField
          label={t('portal.justification')}
          choices={[
            { value: '', label: t('portal.justification.none') },
            ...justifications.map((value) => ({ value, label: t(`portal.justification.${value}`) })),
          ]}
          value={chosen.justification ?? ''}
          onChange={(value) => onChange({ ...chosen, justification: value === '' ? null : value })}
        />
      ) : null}
      {vulnerabilities.length === 0 ? null : (
        <Details>
          <Details.Summary>{t('portal.vex')}</Details.Summary>
          <Details.Content className="portal-vex">
            <p>{t('portal.vex.text')}</p>
            {vulnerabilities.map(({ cve, vex }) => (
              <SelectField
                key={cve}
                label={cve}
                description={vex === null ? undefined : t('portal.vex.now', { vex: t(`portal.vex.${vex}`) })}
                choices={[
                  { value: '', label: t('portal.vex.as_answer') },
                  ...vexWords.map((value) => ({ value, label: t(`portal.vex.${value}`) })),
                ]}
                value={chosen.vex[cve] ?? ''}
                onChange={(value) => {
                  const { [cve]: _, ...others } = chosen.vex
                  onChange({ ...chosen, vex: value === '' ? others : { ...others, [cve]: value } })
                }}
              />
            ))}
          </Details.Content>
        </Details>
      )}
    </>
  )
}
