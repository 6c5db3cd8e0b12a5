import { Button, Textfield } from '@digdir/designsystemet-react'
import type { AdvisoryContent, Language } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Section } from '../../components/section.tsx'
import { endOf } from './end-of-day.ts'

type Measures = AdvisoryContent['measures']
type MeasuresProps = { measures: Measures; language: Language; onChange: (measures: Measures) => void }

/** What to do, the most urgent first, each with its own deadline where it has one. */
export function AdvisoryMeasures({ measures, language, onChange }: MeasuresProps) {
  const { t } = useText()
  return (
    <Section title={t('advisory.measures')}>
      <ol className="plain-list stack">
        {measures.map((measure, i) => (
          // Their place is all that tells them apart while they are written.
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
          <li key={i} className="advisory-measure">
            <Textfield
              label={t('advisory.measure', { place: i + 1 })}
              lang={language}
              maxLength={300}
              value={measure[language]}
              onChange={(event) => onChange(measures.with(i, { ...measure, [language]: event.target.value }))}
            />
            <Textfield
              type="date"
              label={t('advisory.due')}
              value={measure.due_at?.slice(0, 10) ?? ''}
              onChange={(event) => onChange(measures.with(i, { ...measure, due_at: endOf(event.target.value) }))}
            />
            <Button
              type="button"
              variant="tertiary"
              data-size="sm"
              data-color="danger"
              aria-label={t('advisory.measure.remove', { place: i + 1 })}
              onClick={() => onChange(measures.filter((_, at) => at !== i))}
            >
              {t('advisory.remove')}
            </Button>
          </li>
        ))}
      </ol>
      {measures.length < 30 ? (
        <Button
          type="button"
          variant="secondary"
          data-size="sm"
          onClick={() => onChange([...measures, { key: null, nb: '', nn: '', en: '', due_at: null }])}
        >
          {t('advisory.measure.add')}
        </Button>
      ) : null}
    </Section>
  )
}
