import { Details } from '@digdir/designsystemet-react'
import { useText } from '../app/i18n.tsx'

export type FunnelStep = { id: string; label: string; value: number }

/** How many have come how far: each step a part of the first, drawn to one scale, and the same as a table. */
export function Funnel({ title, steps }: { title: string; steps: readonly FunnelStep[] }) {
  const { t, count } = useText()
  const whole = steps[0]?.value ?? 0
  const share = (value: number) => (whole === 0 ? 0 : Math.round((value / whole) * 100))
  return (
    <figure className="funnel">
      <figcaption>{title}</figcaption>
      <ol className="plain-list">
        {steps.map(({ id, label, value }) => (
          <li key={id} className="funnel-step">
            <span>{label}</span>
            <span className="funnel-track" aria-hidden="true">
              <span className="funnel-bar" style={{ width: `${share(value)}%` }} />
            </span>
            <strong>{count(value)}</strong>
          </li>
        ))}
      </ol>
      <Details className="twin" data-size="sm">
        <Details.Summary>{t('twin.show')}</Details.Summary>
        <Details.Content>
          <table className="twin-table">
            <caption className="ds-sr-only">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{t('twin.state')}</th>
                <th scope="col">{t('twin.count')}</th>
                <th scope="col">{t('twin.share')}</th>
              </tr>
            </thead>
            <tbody>
              {steps.map(({ id, label, value }) => (
                <tr key={id}>
                  <th scope="row">{label}</th>
                  <td>{count(value)}</td>
                  <td>{whole === 0 ? '–' : `${share(value)} %`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Details.Content>
      </Details>
    </figure>
  )
}
