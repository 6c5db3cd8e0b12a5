import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MemberVulnerability, VexJustification, VexStatus, VexTaken } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { showToast } from '../../components/toast.tsx'
import { justifications, vexWords } from '../portal/vex-fields.tsx'
import { sayVex } from './follow-up.queries.ts'

type Props = {
  of: MemberVulnerability
  member: string
  onClose: () => void
  /** What the word answered, or left open again. */
  onTurned: (warnings: VexTaken['warnings']) => void
}

/** How one vulnerability stands, in the member's own word. It can be taken back from the toast. */
export function SayVex({ of: one, member, onClose, onTurned }: Props) {
  const { t } = useText()
  const client = useQueryClient()
  const [vex, setVex] = useState<VexStatus | ''>(one.vex ?? '')
  const [justification, setJustification] = useState<VexJustification | ''>(one.justification ?? '')
  const fresh = () =>
    Promise.all(['vulnerabilities', 'portal'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  const failed = () => showToast(t('own.failed'), { tone: 'bad' })
  const save = useMutation({
    mutationFn: (said: VexStatus) =>
      sayVex(one.cve, { member, vex: said, justification: justification === '' ? null : justification }),
    onSuccess: async ({ warnings, ...before }) => {
      const undo = async () => {
        const undone = await sayVex(one.cve, { member, ...before })
        await fresh()
        onTurned(undone.warnings)
      }
      showToast(t('own.saved', { cve: one.cve }), { undo: () => void undo().catch(failed) })
      onClose()
      await fresh()
      onTurned(warnings)
    },
  })
  return (
    <form
      className="own-say"
      onSubmit={(event) => {
        event.preventDefault()
        if (vex !== '') save.mutate(vex)
      }}
    >
      <SelectField
        label={t('own.say', { cve: one.cve })}
        choices={[
          { value: '', label: t('own.say.choose') },
          ...vexWords.map((value) => ({ value, label: t(`own.say.${value}`) })),
        ]}
        value={vex}
        onChange={setVex}
      />
      {vex === 'not_affected' ? (
        <SelectField
          label={t('portal.justification')}
          choices={[
            { value: '', label: t('portal.justification.none') },
            ...justifications.map((value) => ({ value, label: t(`portal.justification.${value}`) })),
          ]}
          value={justification}
          onChange={setJustification}
        />
      ) : null}
      {save.error ? <ProblemNotice error={save.error} /> : null}
      <div className="own-say-acts">
        <Button type="submit" data-size="sm" loading={save.isPending} disabled={vex === ''}>
          {t('own.save')}
        </Button>
        <Button type="button" data-size="sm" variant="tertiary" onClick={onClose}>
          {t('own.cancel')}
        </Button>
      </div>
    </form>
  )
}
