import { Button } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AdvisoryContent, CatalogueMeasure } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { autofocus } from '../../components/autofocus.ts'
import { SearchBox } from '../../components/filter-bar.tsx'
import { announce } from '../../components/live-region.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { found, saidIn } from '../measures/measure-words.ts'
import { measureListQuery } from '../measures/measures.queries.ts'
import { endOf } from './end-of-day.ts'

type Asked = AdvisoryContent['measures'][number]
type ChooserProps = {
  chosen: readonly string[]
  severity: AdvisoryContent['severity']
  onChoose: (measure: Asked) => void
  onClose: () => void
}

/** The catalogue beside the draft: what is chosen comes with its words in three languages, its tags and its deadline. */
export function MeasureChooser({ chosen, severity, onChoose, onClose }: ChooserProps) {
  const { t, language } = useText()
  const [q, setQ] = useState<string>()
  const list = useQuery(measureListQuery)
  const rows = list.data && found(list.data.items, { q }, language).filter(({ retired }) => !retired)
  return (
    <section className="measure-chooser" aria-label={t('measure.choose')}>
      <div className="measure-chooser-head">
        <SearchBox label={t('measures.find')} value={q} onChange={setQ} />
        <Button type="button" data-size="sm" variant="secondary" ref={autofocus} onClick={onClose}>
          {t('measure.choose.done')}
        </Button>
      </div>
      <p className="quiet">{t('measure.choose.text')}</p>
      {list.isPending ? <SkeletonRows rows={4} /> : null}
      {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
      {rows?.length === 0 ? <p>{t('measures.empty')}</p> : null}
      <ul className="plain-list measure-choices">
        {rows?.map((measure) => {
          const { title, how } = saidIn(measure.content, language)
          const there = chosen.includes(measure.key)
          return (
            <li key={measure.key}>
              <details>
                <summary>{title}</summary>
                <p>{how}</p>
              </details>
              <span className="quiet">{[...measure.content.nsm, ...measure.content.mitigations].join(' · ')}</span>
              {there ? (
                <span className="quiet measure-there">{t('measure.choose.there')}</span>
              ) : (
                <Button
                  type="button"
                  data-size="sm"
                  variant="secondary"
                  onClick={() => {
                    onChoose(askedFor(measure, severity))
                    announce(`${title}: ${t('measure.choose.there')}`)
                  }}
                >
                  {t('measure.choose.add')}
                  <span className="ds-sr-only"> {title}</span>
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Due at the end of a day: hours from now are told to nobody. */
function askedFor({ key, content }: CatalogueMeasure, severity: AdvisoryContent['severity']): Asked {
  const { nb, nn, en, nsm, mitigations, hours } = content
  const due = new Date(Date.now() + hours[severity] * 3_600_000)
  // As a date is written where the reader is: the year first.
  const due_at = endOf(new Intl.DateTimeFormat('sv-SE').format(due))
  return { key, nb: nb.title, nn: nn.title, en: en.title, due_at, nsm, mitigations }
}
