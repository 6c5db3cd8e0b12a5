import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { Section } from '../../components/section.tsx'
import { type Part, StackedBar } from '../../components/stacked-bar.tsx'
import { measureStandingsQuery } from './measures.queries.ts'

const tones = { help: 'bad', open: 'wait', not_relevant: 'part', done: 'done' } as const satisfies Record<
  string,
  Part['tone']
>
const order = ['help', 'open', 'not_relevant', 'done'] as const

/** How members stand on one measure over all advisories that ask for it, and which those are. */
export function MeasureStanding({ measureKey, team }: { measureKey: string; team: boolean }) {
  const { t, language } = useText()
  const standings = useQuery(measureStandingsQuery)
  if (!standings.data) return null
  const standing = standings.data.items.find(({ key }) => key === measureKey)
  if (!standing) {
    return (
      <Section title={t('measures.standing')}>
        <p className="quiet">{t(team ? 'measure.unasked' : 'measure.unasked.member')}</p>
      </Section>
    )
  }
  return (
    <>
      <Section title={t('measures.standing')}>
        <StackedBar
          title={t('measure.standing.title')}
          parts={order.map((id) => ({
            id,
            label: t(`portal.standing.${id}`),
            value: standing[id],
            tone: tones[id],
          }))}
        />
      </Section>
      <Section title={t('measure.advisories')}>
        <ul>
          {standing.advisories.map(({ id, label, subject }) => (
            <li key={id}>
              <Link to="/advisories/$id" params={{ id }} className="ds-link">
                {subject[language] || subject.nb}
              </Link>{' '}
              <span className="quiet">{label}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
