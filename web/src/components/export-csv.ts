import { csvText } from './csv.ts'
import { saveFile } from './save-file.ts'

type PageOf<Row> = { items: Row[]; next: string | null }

/** Fetches every page of a filter, telling how many rows have come: an export is the filter, not what is on the screen. */
export async function allPages<Row>(
  page: (cursor: string | undefined) => Promise<PageOf<Row>>,
  progress: (rows: number) => void,
): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const got = await page(cursor)
    rows.push(...got.items)
    progress(rows.length)
    cursor = got.next ?? undefined
  } while (cursor !== undefined)
  return rows
}

/** Hands the reader a file. */
export function saveCsv(
  name: string,
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
) {
  saveFile(name, 'text/csv', csvText(header, rows))
}
