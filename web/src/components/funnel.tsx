import { useText } from '../app/i18n.tsx'
import { Twin } from './twin.tsx'

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
      <Twin
        caption={title}
        head={[t('twin.state'), t('twin.count'), t('twin.share')]}
        rows={steps.map(({ id, label, value }) => ({
          id,
          cells: [label, count(value), whole === 0 ? '–' : `${share(value)} %`],
        }))}
      />
    </figure>
  )
}
