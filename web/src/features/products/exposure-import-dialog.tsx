import type { ExposureReport } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { showToast } from '../../components/toast.tsx'
import { FileDialog, UnusedRecords } from '../inventory/file-dialog.tsx'
import { importExposure } from '../inventory/inventory.queries.ts'

export function ExposureImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  return (
    <FileDialog<ExposureReport>
      title={t('exposure.import.title')}
      text={<p>{t('exposure.import.text')}</p>}
      accept=".xml,.json,.jsonl,application/xml,application/json"
      command="npx varde exposure import FIL"
      send={importExposure}
      used={(report) => report.used}
      view={(report) => <Report report={report} />}
      onDone={({ items, vulnerabilities }) => showToast(t('exposure.import.done', { items, vulnerabilities }))}
      onClose={onClose}
    />
  )
}

function Report({ report }: { report: ExposureReport }) {
  const { t, count } = useText()
  return (
    <section className="report" role="status">
      <p className="report-sum">
        <strong>{report.format}.</strong>{' '}
        {t('inventory.report.sum_scan', {
          rows: count(report.rows),
          items: count(report.items),
          vulnerabilities: count(report.vulnerabilities),
          members: count(report.members),
        })}
        {report.missed > 0 ? ` ${t('exposure.import.missed', { count: report.missed })}` : null}
      </p>
      <UnusedRecords count={report.unused} records={report.unused_records} />
    </section>
  )
}
