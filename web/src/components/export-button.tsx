import { Button } from '@digdir/designsystemet-react'
import { useState } from 'react'
import { useText } from '../app/i18n.tsx'
import { allPages, saveCsv } from './export-csv.ts'
import { Icon } from './icon.tsx'
import { showToast } from './toast.tsx'

type ExportButtonProps<Row> = {
  file: string
  header: string[]
  page: (cursor: string | undefined) => Promise<{ items: Row[]; next: string | null }>
  cells: (row: Row) => (string | number | null)[]
}

/** Saves the whole filter as CSV, with a count while it fetches. */
export function ExportButton<Row>({ file, header, page, cells }: ExportButtonProps<Row>) {
  const { t, count } = useText()
  const [fetched, setFetched] = useState<number | null>(null)
  const run = async () => {
    setFetched(0)
    try {
      const rows = await allPages(page, setFetched)
      saveCsv(`${file}-${new Date().toISOString().slice(0, 10)}.csv`, header, rows.map(cells))
      showToast(t('csv.done', { count: rows.length }))
    } catch {
      showToast(t('csv.failed'), { tone: 'bad' })
    }
    setFetched(null)
  }
  return (
    <Button variant="tertiary" data-size="sm" disabled={fetched !== null} onClick={() => void run()}>
      <Icon name="download" />
      {fetched === null ? t('csv.button') : t('csv.progress', { rows: count(fetched) })}
    </Button>
  )
}
