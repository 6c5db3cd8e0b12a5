import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { InventoryReport } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { showToast } from '../../components/toast.tsx'
import { FileDialog, UnusedRecords } from './file-dialog.tsx'
import { importInventory, undoImport } from './inventory.queries.ts'

const header = 'vendor,product,version,cpe,purl,kind,asset,exposed,care_impact'

export function InventoryImportDialog({ member, onClose }: { member: string; onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const undo = useMutation({
    mutationFn: (report: InventoryReport) => undoImport(member, report),
    onSuccess: () => showToast(t('inventory.import.undone')),
    onSettled: () => client.invalidateQueries({ queryKey: ['inventory'] }),
  })
  return (
    <FileDialog<InventoryReport>
      title={t('inventory.import.title')}
      text={
        <>
          <p>{t('inventory.import.text')}</p>
          <p>
            {t('inventory.import.forms')}
            <br />
            <code className="mono breaks">{header}</code>
          </p>
        </>
      }
      accept=".csv,.json,.xml,.spdx,.cdx,.txt,text/csv,application/json,application/xml,text/plain"
      command={`npx varde inventory import FIL --member ${member}`}
      send={(file, dryRun) => importInventory(member, file, dryRun)}
      used={(report) => report.used}
      view={(report) => <Report report={report} />}
      onDone={(report) =>
        showToast(t('inventory.import.done', { added: report.added, removed: report.removed }), {
          undo: () => undo.mutate(report),
        })
      }
      onClose={onClose}
    />
  )
}

function Report({ report }: { report: InventoryReport }) {
  const { t, count } = useText()
  const { rows, added, changed, unchanged, removed } = report
  return (
    <section className="report" role="status">
      <p className="report-sum">
        <strong>{report.format}.</strong>{' '}
        {t('inventory.report.sum', {
          rows: count(rows),
          added: count(added),
          changed: count(changed),
          unchanged: count(unchanged),
          removed: count(removed),
        })}
      </p>
      {report.removal_held ? <p className="note">{t('inventory.report.held')}</p> : null}
      <Names title={t('inventory.report.removed')} names={report.removed_names} of={removed} />
      <Names title={t('inventory.report.added')} names={report.added_names} of={added} />
      <Names title={t('inventory.report.changed')} names={report.changed_names} of={changed} />
      <UnusedRecords count={report.unused} records={report.unused_records} />
    </section>
  )
}

/** The start of them, and how many more there are. */
function Names({ title, names, of }: { title: string; names: readonly string[]; of: number }) {
  const { t } = useText()
  if (names.length === 0) return null
  return (
    <>
      <p>
        <strong>{title}</strong>
      </p>
      <ul className="values">
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      {of > names.length ? <p className="quiet">{t('inventory.report.more', { count: of - names.length })}</p> : null}
    </>
  )
}
