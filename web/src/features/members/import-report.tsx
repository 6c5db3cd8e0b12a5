import type { ImportReport } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'

/** What the file would do, and row by row what must be mended first. */
export function ImportReportView({ report }: { report: ImportReport }) {
  const { t, count } = useText()
  return (
    <section className="report" role="status">
      <p className="report-sum">
        <strong>
          {t(report.errors.length > 0 ? 'import.faults' : report.applied ? 'import.written' : 'import.clean', {
            count: report.errors.length,
          })}
        </strong>{' '}
        {t('import.sum', {
          rows: count(report.rows),
          created: count(report.created),
          updated: count(report.updated),
          unchanged: count(report.unchanged),
        })}
      </p>
      {report.errors.length > 0 ? (
        <table className="twin-table report-table">
          <caption className="ds-sr-only">{t('import.faults.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('import.row')}</th>
              <th scope="col">{t('import.column')}</th>
              <th scope="col">{t('import.value')}</th>
              <th scope="col">{t('import.message')}</th>
            </tr>
          </thead>
          <tbody>
            {report.errors.map((fault) => (
              <tr key={`${fault.row} ${fault.column ?? ''} ${fault.message}`}>
                <th scope="row">{fault.row}</th>
                <td>{fault.column ?? '–'}</td>
                <td>
                  <code className="mono breaks">{fault.value ?? '–'}</code>
                </td>
                <td lang="en">{fault.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}
