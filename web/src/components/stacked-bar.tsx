import { useText } from '../app/i18n.tsx'
import { shares } from './spark.ts'
import { Twin } from './twin.tsx'

export type Part = { id: string; label: string; value: number; tone: 'bad' | 'late' | 'wait' | 'part' | 'done' }

/** One bar of parts that add up to the whole, each with its word and figure below; the same as a table for those who want it. */
export function StackedBar({ title, parts }: { title: string; parts: Part[] }) {
  const { t, count } = useText()
  const widths = shares(parts.map((part) => part.value))
  const total = parts.reduce((sum, part) => sum + part.value, 0)
  return (
    <figure className="stacked">
      <figcaption>{title}</figcaption>
      <div className="stacked-bar" aria-hidden="true">
        {parts.map((part, index) =>
          part.value > 0 ? (
            <span
              key={part.id}
              className="stacked-part"
              data-tone={part.tone}
              style={{ width: `${widths[index] ?? 0}%` }}
            />
          ) : null,
        )}
      </div>
      <ul className="stacked-legend">
        {parts.map((part) => (
          <li key={part.id} data-tone={part.tone} data-zero={part.value === 0 || undefined}>
            <span className="stacked-key" aria-hidden="true" />
            <strong>{count(part.value)}</strong> {part.label}
          </li>
        ))}
      </ul>
      <Twin
        caption={title}
        head={[t('twin.state'), t('twin.count'), t('twin.share')]}
        rows={parts.map(({ id, label, value }, place) => ({
          id,
          cells: [label, count(value), total === 0 ? '–' : `${widths[place] ?? 0} %`],
        }))}
      />
    </figure>
  )
}
