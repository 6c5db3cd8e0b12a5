import { Button, Textfield } from '@digdir/designsystemet-react'
import type { Language, Measure, PolicyCategory } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { languageNames } from '../../app/top-bar.tsx'

type MeasureEditorProps = {
  measures: Measure[]
  category: PolicyCategory
  mayWrite: boolean
  onChange: (measures: Measure[]) => void
}

const languages: readonly Language[] = ['nb', 'nn', 'en']
const most = 10

/** What to do, the most urgent first, each in every language. */
export function MeasureEditor({ measures, category, mayWrite, onChange }: MeasureEditorProps) {
  const { t } = useText()
  const move = (i: number, by: -1 | 1) => {
    const moved = [...measures]
    const [one] = moved.splice(i, 1)
    if (one) moved.splice(i + by, 0, one)
    onChange(moved)
  }
  return (
    <>
      <ol className="policy-rules text-measures">
        {measures.map((measure, i) => (
          <li key={measure.id} className="policy-rule">
            <span className="policy-place" aria-hidden="true">
              {i + 1}
            </span>
            <div className="text-languages">
              {languages.map((language) => (
                <Textfield
                  key={language}
                  multiline
                  rows={2}
                  label={t('texts.measure', { place: i + 1, language: languageNames[language] })}
                  lang={language}
                  maxLength={300}
                  readOnly={!mayWrite}
                  value={measure[language]}
                  onChange={(event) => onChange(measures.with(i, { ...measure, [language]: event.target.value }))}
                />
              ))}
            </div>
            {mayWrite ? (
              <div className="policy-buttons">
                <Button
                  variant="tertiary"
                  data-size="sm"
                  aria-label={t('texts.measure.up', { place: i + 1 })}
                  disabled={i === 0}
                  onClick={() => move(i, -1)}
                >
                  <span aria-hidden="true">↑</span>
                </Button>
                <Button
                  variant="tertiary"
                  data-size="sm"
                  aria-label={t('texts.measure.down', { place: i + 1 })}
                  disabled={i === measures.length - 1}
                  onClick={() => move(i, 1)}
                >
                  <span aria-hidden="true">↓</span>
                </Button>
                <Button
                  variant="tertiary"
                  data-size="sm"
                  data-color="danger"
                  aria-label={t('texts.measure.remove', { place: i + 1 })}
                  disabled={measures.length === 1}
                  onClick={() => onChange(measures.filter((_, at) => at !== i))}
                >
                  {t('policy.remove')}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ol>
      {mayWrite && measures.length < most ? (
        <Button
          className="text-add"
          data-size="sm"
          variant="secondary"
          onClick={() => onChange([...measures, { id: newId(category), nb: '', nn: '', en: '' }])}
        >
          {t('texts.measure.add')}
        </Button>
      ) : null}
    </>
  )
}

/** It stays with the measure for good, whatever its words become. */
function newId(category: PolicyCategory): string {
  return `${category}-${crypto.randomUUID().slice(0, 8)}`
}
