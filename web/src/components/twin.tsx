import { Details } from '@digdir/designsystemet-react'
import type { ReactNode } from 'react'
import { useText } from '../app/i18n.tsx'

type TwinProps = {
  /** What the picture is of. */
  caption: string
  /** Above each column; no two alike. */
  head: readonly string[]
  /** The first cell of a row names it. */
  rows: readonly { id: string; cells: readonly ReactNode[] }[]
}

/** The figures of a picture as a table, for who would rather read, or cannot see. */
export function Twin({ caption, head, rows }: TwinProps) {
  const { t } = useText()
  return (
    <Details className="twin" data-size="sm">
      <Details.Summary>{t('twin.show')}</Details.Summary>
      <Details.Content>
        <table className="twin-table">
          <caption className="ds-sr-only">{caption}</caption>
          <thead>
            <tr>
              {head.map((one) => (
                <th key={one} scope="col">
                  {one}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, cells: [name, ...figures] }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                {head.slice(1).map((one, place) => (
                  <td key={one}>{figures[place]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Details.Content>
    </Details>
  )
}
