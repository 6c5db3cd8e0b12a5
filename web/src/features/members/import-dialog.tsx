import { Button, Dialog, Heading } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { autofocus } from '../../components/autofocus.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { showToast } from '../../components/toast.tsx'
import { ImportReportView } from './import-report.tsx'
import { importMembers } from './members.queries.ts'

const header = 'orgnr,name,kind,municipality_number,networks,domains,contact_name,contact_email,contact_phone,language'

/** A file is always tried first; only a file without a fault can be written, and then all of it. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const [file, setFile] = useState<{ name: string; text: string } | null>(null)
  const trial = useMutation({ mutationFn: (text: string) => importMembers(text, true) })
  const write = useMutation({
    mutationFn: (text: string) => importMembers(text, false),
    onSuccess: async (report) => {
      if (!report.applied) return
      showToast(t('import.done', { created: report.created, updated: report.updated }))
      await client.invalidateQueries({ queryKey: ['members'] })
      onClose()
    },
  })
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return
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
        {t('import.title')}
      </Heading>
      <div className="dialog-body stack">
        <p>{t('import.text')}</p>
        <p>
          {t('import.header')}
          <br />
          <code className="mono breaks">{header}</code>
        </p>
        <p className="quiet">{t('import.more')}</p>
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
        {file ? <p className="quiet">{t('import.chosen', { name: file.name })}</p> : null}
        {trial.isPending ? <SkeletonRows rows={2} /> : null}
        {trial.error ? <ProblemNotice error={trial.error} /> : null}
        {write.error ? <ProblemNotice error={write.error} /> : null}
        {report ? <ImportReportView report={report} /> : null}
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
