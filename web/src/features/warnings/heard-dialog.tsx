import { Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import type { WarningMeasure, WarningVex } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { showToast } from '../../components/toast.tsx'
import { justifications, vexWords } from '../portal/vex-fields.tsx'

export type Heard = { kind: 'measure'; of: WarningMeasure } | { kind: 'vex'; of: WarningVex }

const standings = ['open', 'done', 'not_relevant', 'help'] as const

type MeasureBody = { standing: WarningMeasure['standing']; why: string }
type VexBody = Pick<WarningVex, 'vex' | 'justification'>

type HeardDialogProps = {
  warning: string
  heard: Heard
  /** Who was written last: most calls are about more than one thing. */
  who: string
  /** The names of those that the warning went to. */
  known: readonly string[]
  onWho: (who: string) => void
  onClose: () => void
}

/** What the member says on the telephone of one measure or one vulnerability. */
export function HeardDialog({ warning, heard, who, known, onWho, onClose }: HeardDialogProps) {
  const { t } = useText()
  const client = useQueryClient()
  const names = useId()
  const [measure, setMeasure] = useState<MeasureBody>(
    heard.kind === 'measure' ? { standing: heard.of.standing, why: heard.of.why } : { standing: 'open', why: '' },
  )
  const [vex, setVex] = useState<VexBody>(
    heard.kind === 'vex'
      ? { vex: heard.of.vex, justification: heard.of.justification }
      : { vex: null, justification: null },
  )
  const fresh = () => client.invalidateQueries({ queryKey: ['warnings'] })
  const failed = () => showToast(t('standing.failed'), { tone: 'bad' })
  const keep = (said: { contact_name: string; said_at?: string }, now: MeasureBody & VexBody) =>
    heard.kind === 'measure'
      ? unwrap(
          api.PUT('/api/v1/warnings/{id}/measures/{key}', {
            params: { path: { id: warning, key: heard.of.key } },
            body: { ...said, standing: now.standing, why: now.standing === 'open' ? '' : now.why },
          }),
        )
      : unwrap(
          api.PUT('/api/v1/warnings/{id}/vulnerabilities/{cve}', {
            params: { path: { id: warning, cve: heard.of.cve } },
            body: { ...said, vex: now.vex, justification: now.justification },
          }),
        )
  const name = who.trim()
  const save = useMutation({
    mutationFn: () => keep({ contact_name: name }, { ...measure, ...vex }),
    onSuccess: async () => {
      const help = heard.kind === 'measure' && measure.standing === 'help'
      // A call for help is answered by helping: it is closed on the warning, and not taken back here.
      if (help) showToast(t('standing.saved.help'))
      else showToast(t('standing.saved'), { undo: () => void putBack().then(fresh, failed) })
      onClose()
    },
    onSettled: fresh,
  })
  /** As it was, with who had said it and when. */
  const putBack = () => {
    const { of, kind } = heard
    const [by, at] = kind === 'measure' ? [of.done_by, of.done_at] : [of.by, of.at]
    const said = { contact_name: by ?? name, ...(at === null ? {} : { said_at: at }) }
    return keep(said, kind === 'measure' ? { ...vex, ...of } : { ...measure, ...of })
  }
  const missing = heard.kind === 'measure' && measure.standing === 'not_relevant' && measure.why.trim() === ''
  return (
    <ConfirmDialog
      title={t('standing.write.title')}
      confirm={t('standing.save')}
      busy={save.isPending}
      disabled={name === '' || missing}
      onConfirm={() => save.mutate()}
      onClose={onClose}
    >
      {save.error ? <ProblemNotice error={save.error} /> : null}
      <Textfield
        label={t('standing.who')}
        list={names}
        value={who}
        onChange={(event) => onWho(event.target.value)}
        maxLength={200}
      />
      <datalist id={names}>
        {known.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      {heard.kind === 'measure' ? (
        <>
          <SelectField
            label={heard.of.text}
            choices={standings.map((value) => ({ value, label: t(`standing.${value}`) }))}
            value={measure.standing}
            onChange={(standing) => setMeasure({ ...measure, standing })}
          />
          {measure.standing === 'open' ? null : (
            <Textfield
              label={t(measure.standing === 'not_relevant' ? 'standing.why.needed' : 'standing.why')}
              value={measure.why}
              maxLength={500}
              onChange={(event) => setMeasure({ ...measure, why: event.target.value })}
            />
          )}
          {measure.standing === 'help' ? <p className="quiet">{t('standing.help.text')}</p> : null}
        </>
      ) : (
        <>
          <SelectField
            label={heard.of.cve}
            choices={[
              { value: '', label: t('standing.vex.none') },
              ...vexWords.map((value) => ({ value, label: t(`portal.vex.${value}`) })),
            ]}
            value={vex.vex ?? ''}
            onChange={(value) => setVex({ ...vex, vex: value === '' ? null : value })}
          />
          {vex.vex === 'not_affected' ? (
            <SelectField
              label={t('standing.justification')}
              choices={[
                { value: '', label: t('portal.justification.none') },
                ...justifications.map((value) => ({ value, label: t(`portal.justification.${value}`) })),
              ]}
              value={vex.justification ?? ''}
              onChange={(value) => setVex({ ...vex, justification: value === '' ? null : value })}
            />
          ) : null}
        </>
      )}
    </ConfirmDialog>
  )
}
