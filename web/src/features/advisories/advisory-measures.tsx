import { Button, Textfield } from '@digdir/designsystemet-react'
import { useState } from 'react'
import type { AdvisoryContent, Language } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Section } from '../../components/section.tsx'
import { labelIn, pairOf } from './advisory-texts.tsx'
import { endOf } from './end-of-day.ts'
import { MeasureChooser } from './measure-chooser.tsx'

type Measures = AdvisoryContent['measures']
type MeasuresProps = {
  measures: Measures
  severity: AdvisoryContent['severity']
  language: Language
  onChange: (measures: Measures) => void
}

const most = 30

/** What to do, the most urgent first, from the catalogue or in own words, each with its own deadline where it has one. */
export function AdvisoryMeasures({ measures, severity, language, onChange }: MeasuresProps) {
  const { t } = useText()
  const [choosing, setChoosing] = useState(false)
  const full = measures.length >= most
  return (
    <Section title={t('advisory.measures')}>
      <ol className="plain-list stack">
        {measures.map((measure, i) => (
          <li key={measure.key} className="advisory-measure">
            <div className="advisory-measure-text advisory-pair">
              {pairOf(language).map((one) => (
                <Textfield
                  key={one}
                  className={one === language ? undefined : 'advisory-beside'}
                  multiline
                  rows={2}
                  label={labelIn(t('advisory.measure', { place: i + 1 }), one, language)}
                  description={measure.nsm?.length ? `NSM ${measure.nsm.join(', ')}` : undefined}
                  lang={one}
                  maxLength={300}
                  value={measure[one]}
                  onChange={(event) => onChange(measures.with(i, { ...measure, [one]: event.target.value }))}
                />
              ))}
            </div>
            <Textfield
              type="date"
              label={t('advisory.due')}
              value={measure.due_at?.slice(0, 10) ?? ''}
              onChange={(event) => onChange(measures.with(i, { ...measure, due_at: endOf(event.target.value) }))}
            />
            <div className="advisory-measure-acts">
              <Move measures={measures} i={i} by={-1} onChange={onChange} />
              <Move measures={measures} i={i} by={1} onChange={onChange} />
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
            </div>
          </li>
        ))}
      </ol>
      {full ? null : (
        <div className="advisory-measure-acts">
          {choosing ? null : (
            <Button type="button" variant="secondary" data-size="sm" onClick={() => setChoosing(true)}>
              {t('measure.choose')}
            </Button>
          )}
          <Button
            type="button"
            variant="secondary"
            data-size="sm"
            onClick={() => onChange([...measures, { key: ownKey(), nb: '', nn: '', en: '', due_at: null }])}
          >
            {t('advisory.measure.add')}
          </Button>
        </div>
      )}
      {choosing && !full ? (
        <MeasureChooser
          chosen={measures.map(({ key }) => key)}
          severity={severity}
          onChoose={(measure) => onChange([...measures, measure])}
          onClose={() => setChoosing(false)}
        />
      ) : null}
    </Section>
  )
}

type MoveProps = { measures: Measures; i: number; by: -1 | 1; onChange: (measures: Measures) => void }

function Move({ measures, i, by, onChange }: MoveProps) {
  const { t } = useText()
  const [one, other] = [measures[i], measures[i + by]]
  return (
    <Button
      type="button"
      variant="tertiary"
      data-size="sm"
      aria-label={t(by === -1 ? 'texts.measure.up' : 'texts.measure.down', { place: i + 1 })}
      disabled={!other}
      onClick={() => {
        if (one && other) onChange(measures.with(i, other).with(i + by, one))
      }}
    >
      <span aria-hidden="true">{by === -1 ? '↑' : '↓'}</span>
    </Button>
  )
}

/** It has its key from when it is first written: answers are kept by it, wherever it is moved. Also where there is no TLS. */
function ownKey(): string {
  return `own-${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
