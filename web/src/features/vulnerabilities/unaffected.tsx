import { Details } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useText } from '../../app/i18n.tsx'
import { productName } from './affected.tsx'
import { Reason } from './reason.tsx'
import { unaffectedQuery } from './vulnerabilities.queries.ts'

/** Products in use that it speaks of and does not concern, with why: so that nobody has to wonder whether they were forgotten. */
export function Unaffected({ cve }: { cve: string }) {
  const { t } = useText()
  const { data } = useQuery(unaffectedQuery(cve))
  if (data === undefined || data.items.length === 0) return null
  return (
    <Details data-size="sm">
      <Details.Summary>{t('unaffected.title', { count: data.items.length })}</Details.Summary>
      <Details.Content>
        <ul className="said">
          {data.items.map((one) => (
            <li key={one.software}>
              <span>
                <b>{productName(one)}</b> {t('settled.members', { count: one.members })}
              </span>
              <span className="quiet">
                <Reason of={one.reason} />
              </span>
            </li>
          ))}
        </ul>
      </Details.Content>
    </Details>
  )
}
