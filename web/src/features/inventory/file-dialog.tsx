import { Button, Dialog, Heading } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { autofocus } from '../../components/autofocus.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'

type Chosen = { name: string; text: string }
type FileDialogProps<Report> = {
  title: string
  text: ReactNode
  accept: string
  /** The command that reads files as large as they come. */
  command: string
  send: (file: Chosen, dryRun: boolean) => Promise<Report>
  used: (report: Report) => number
  view: (report: Report) => ReactNode
  onDone: (report: Report) => void
  onClose: () => void
}

/** As the server takes. */
const mostBytes = 20 * 1024 * 1024

/** A file is always tried first: what it would do, and what of it is not used, is seen before it counts. */
export function FileDialog<Report>(props: FileDialogProps<Report>) {
  const { title, text, accept, command, send, used, view, onDone, onClose } = props
  const { t } = useText()
  const client = useQueryClient()
  const [file, setFile] = useState<Chosen | null>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const trial = useMutation({ mutationFn: (chosen: Chosen) => send(chosen, true) })
  const write = useMutation({
    mutationFn: (chosen: Chosen) => send(chosen, false),
    onSuccess: async (report) => {
      await client.invalidateQueries({ queryKey: ['inventory'] })
      onDone(report)
      onClose()
    },
  })
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return
    setTooLarge(chosen.size > mostBytes)
    if (chosen.size > mostBytes) return
    const read = { name: chosen.name, text: await chosen.text() }
    setFile(read)
    write.reset()
    trial.mutate(read)
  }
  const ready = file !== null && trial.data !== undefined && used(trial.data) > 0
  return (
    <Dialog open onClose={onClose} closeButton={t('close')} data-size="sm" className="wide-dialog">
      <Heading level={2} data-size="xs" className="dialog-title">
        {title}
      </Heading>
      <div className="dialog-body stack">
        {text}
        <label className="file">
          <span>{t('inventory.import.file')}</span>
          <input
            ref={autofocus}
            type="file"
            accept={accept}
            className="ds-focus"
            onChange={(event) => {
              void choose(event.target.files?.[0])
              // So that the same file, mended, can be chosen again.
              event.target.value = ''
            }}
          />
        </label>
        {tooLarge ? (
          <p className="note">
            {t('inventory.import.too_large')} <code className="mono">{command}</code>
          </p>
        ) : null}
        {file ? <p className="quiet">{t('import.chosen', { name: file.name })}</p> : null}
        {trial.isPending ? <SkeletonRows rows={2} /> : null}
        {trial.error ? <ProblemNotice error={trial.error} /> : null}
        {write.error ? <ProblemNotice error={write.error} /> : null}
        {trial.data ? view(trial.data) : null}
      </div>
      <div className="dialog-actions">
        <Button disabled={!ready} loading={write.isPending} onClick={() => (file ? write.mutate(file) : undefined)}>
          {t('inventory.import.apply')}
        </Button>
        <Button variant="secondary" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Dialog>
  )
}

type Unused = { row: number; record: string; reason: string }

/** Each record that is not used, with why. */
export function UnusedRecords({ count, records }: { count: number; records: readonly Unused[] }) {
  const { t } = useText()
  if (count === 0) return null
  return (
    <>
      <p>
        <strong>{t('inventory.report.unused', { count })}</strong>
      </p>
      <table className="twin-table report-table">
        <caption className="ds-sr-only">{t('inventory.report.unused', { count })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('inventory.report.row')}</th>
            <th scope="col">{t('inventory.report.record')}</th>
            <th scope="col">{t('inventory.report.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {records.map((one) => (
            <tr key={`${one.row} ${one.record} ${one.reason}`}>
              <th scope="row">{one.row}</th>
              <td className="breaks">{one.record || '–'}</td>
              <td lang="en">{one.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
