import { Button, Dialog, Heading } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { IndicatorImportReport } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { autofocus } from '../../components/autofocus.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { showToast } from '../../components/toast.tsx'
import { ImportReportView } from '../members/import-report.tsx'
import { importIndicators } from './indicators.queries.ts'
import { StopReason } from './stop-reason.tsx'

const header = 'type,value,category,confidence,tlp,valid_until,source,comment'
/** As the server takes; longer files go by the command line, which reads them as they come. */
const mostBytes = 20 * 1024 * 1024

/** A file is always tried first; only a file without a fault can be written, and then all of it. */
export function IndicatorImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const [file, setFile] = useState<{ name: string; text: string } | null>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const trial = useMutation({ mutationFn: (text: string) => importIndicators(text, true) })
  const write = useMutation({
    mutationFn: (text: string) => importIndicators(text, false),
    onSuccess: async (report) => {
      if (!report.applied) return
      showToast(t('indicators.import.done', { created: report.created, updated: report.updated }))
      await client.invalidateQueries({ queryKey: ['indicators'] })
      onClose()
    },
  })
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return
    setTooLarge(chosen.size > mostBytes)
    if (chosen.size > mostBytes) return
    const text = await chosen.text()
    setFile({ name: chosen.name, text })
    write.reset()
    trial.mutate(text)
  }
  const report = write.data ?? trial.data
  const ready = file !== null && trial.data !== undefined && trial.data.errors.length === 0
  return (
    <Dialog open onClose={onClose} closeButton={t('close')} data-size="sm" className="wide-dialog">
      <Heading level={2} data-size="xs" className="dialog-title">
        {t('indicators.import.title')}
      </Heading>
      <div className="dialog-body stack">
        <p>{t('import.text')}</p>
        <p>
          {t('import.header')}
          <br />
          <code className="mono breaks">{header}</code>
        </p>
        <label className="file">
          <span>{t('import.file')}</span>
          <input
            ref={autofocus}
            type="file"
            accept=".csv,text/csv"
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
            {t('indicators.import.too_large')} <code className="mono">npx varde indicators import</code>
          </p>
        ) : null}
        {file ? <p className="quiet">{t('import.chosen', { name: file.name })}</p> : null}
        {trial.isPending ? <SkeletonRows rows={2} /> : null}
        {trial.error ? <ProblemNotice error={trial.error} /> : null}
        {write.error ? <ProblemNotice error={write.error} /> : null}
        {report ? <ImportReportView report={report} /> : null}
        {report && report.stopped > 0 ? <StoppedList of={report} /> : null}
      </div>
      <div className="dialog-actions">
        <Button
          disabled={!ready}
          loading={write.isPending}
          onClick={() => (file ? write.mutate(file.text) : undefined)}
        >
          {ready && trial.data ? t('import.apply', { count: trial.data.rows }) : t('import.apply.plain')}
        </Button>
        <Button variant="secondary" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Dialog>
  )
}

/** What of the file will not be looked for, and why. */
function StoppedList({ of: report }: { of: IndicatorImportReport }) {
  const { t, count } = useText()
  return (
    <section className="report">
      <p>
        <strong>{t('indicators.import.stopped', { count: report.stopped })}</strong>{' '}
        {t('indicators.import.stopped.text')}
      </p>
      <table className="twin-table report-table">
        <caption className="ds-sr-only">{t('indicator.why')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('stopped.would_hit.column')}</th>
            <th scope="col">{t('allow.reason')}</th>
            <th scope="col">{t('page.indicators')}</th>
          </tr>
        </thead>
        <tbody>
          {report.stopped_by.map((one) => (
            <tr key={`${one.by} ${one.entry}`}>
              <th scope="row">
                <code className="mono breaks">{one.entry}</code>
              </th>
              <td>
                <StopReason of={one} plain />
              </td>
              <td>{count(one.indicators)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
