import { Button } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { CatalogueMeasure, MeasureStandings } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { Beside } from '../../components/beside.tsx'
import { Empty } from '../../components/empty.tsx'
import { saveCsv } from '../../components/export-csv.ts'
import { Choices, FilterBar, SearchBox } from '../../components/filter-bar.tsx'
import { Icon } from '../../components/icon.tsx'
import { type Column, ListTable } from '../../components/list-table.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { found, saidIn } from './measure-words.ts'
import { measureListQuery, measureStandingsQuery } from './measures.queries.ts'
import { type MeasuresSearch, themes } from './measures.search.ts'

type Standing = MeasureStandings['items'][number]
const keyOf = (row: CatalogueMeasure) => row.key

/** What can we ask of a member, and who has done it? */
export function MeasuresPage() {
  const { t, language } = useText()
  const search = useSearch({ from: '/shell/about-vulnerabilities/measures' })
  const { key } = useParams({ strict: false })
  const beginning = useLocation().pathname.endsWith('/measures/new')
  const navigate = useNavigate()
  const mayWrite = useMay('advisories.write')
  const team = useMay('overview.read')
  const list = useQuery(measureListQuery)
  const standings = useQuery(measureStandingsQuery)
  const standing = useMemo(() => new Map(standings.data?.items.map((one) => [one.key, one])), [standings.data])
  const columns = useMeasureColumns(standing, search)
  const change = useCallback(
    (fields: { [K in keyof MeasuresSearch]?: MeasuresSearch[K] | undefined }) =>
      void navigate({ to: '.', search: (old) => compact({ ...old, ...fields }), replace: true }),
    [navigate],
  )
  const all = list.data?.items
  const rows = useMemo(
    () => all && found(all, search, language).filter(({ retired }) => retired === (search.show === 'retired')),
    [all, search, language],
  )
  const exported = useExport(standing)
  return (
    <div className="page">
      <PageHead title={t('page.measures')} question={t(team ? 'measures.question' : 'measures.question.member')}>
        {mayWrite ? (
          <Button data-size="sm" asChild>
            <Link to="/measures/new">{t('measures.new')}</Link>
          </Button>
        ) : null}
      </PageHead>
      <Beside
        list={
          <>
            <FilterBar>
              <SearchBox label={t('measures.find')} value={search.q} onChange={(q) => change({ q })} />
              <Choices
                label={t('measure.theme')}
                value={search.theme}
                choices={themes.map((value) => ({ value, label: t(`measure.theme.${value}`) }))}
                onChange={(theme) => change({ theme })}
              />
              {team ? (
                <Choices
                  label={t('column.state')}
                  value={search.show}
                  none={t('measures.in_use')}
                  choices={[{ value: 'retired', label: t('measures.retired') }]}
                  onChange={(show) => change({ show })}
                />
              ) : null}
              {rows && rows.length > 0 ? (
                <>
                  <Button variant="tertiary" data-size="sm" onClick={() => exported(rows)}>
                    <Icon name="download" />
                    {t('csv.button')}
                  </Button>
                  <Button variant="tertiary" data-size="sm" onClick={() => window.print()}>
                    {t('measures.print')}
                  </Button>
                </>
              ) : null}
            </FilterBar>
            {list.isPending ? <SkeletonRows rows={12} /> : null}
            {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
            {standings.error ? <ProblemNotice error={standings.error} retry={() => void standings.refetch()} /> : null}
            {rows?.length === 0 ? (
              <Empty title={t(search.show === 'retired' ? 'measures.empty.retired' : 'measures.empty')}>
                <p>{t('measures.empty.text')}</p>
              </Empty>
            ) : null}
            {rows && rows.length > 0 ? (
              <>
                <p className="quiet">{t('measures.count', { count: rows.length })}</p>
                <ListTable caption={t('page.measures')} rows={rows} columns={columns} id={keyOf} openId={key} />
              </>
            ) : null}
          </>
        }
        object={key || beginning ? <Outlet /> : null}
      />
    </div>
  )
}

const total = ({ open, done, not_relevant, help }: Standing) => open + done + not_relevant + help

function useMeasureColumns(standing: Map<string, Standing>, search: MeasuresSearch): Column<CatalogueMeasure>[] {
  const { t, language } = useText()
  return useMemo<Column<CatalogueMeasure>[]>(
    () => [
      {
        id: 'title',
        header: t('measure'),
        kind: 'main',
        cell: ({ key, content }) => (
          <Link
            from="/measures"
            to="/measures/$key"
            params={{ key }}
            search={({ view: _, ...kept }) => kept}
            className="row-link ds-focus"
            data-row-link
            resetScroll={false}
          >
            {saidIn(content, language).title}
          </Link>
        ),
      },
      ...(search.theme === undefined
        ? [
            {
              id: 'theme',
              header: t('measure.theme'),
              cell: ({ content }: CatalogueMeasure) => t(`measure.theme.${content.theme}`),
            },
          ]
        : []),
      { id: 'nsm', header: 'NSM', cell: ({ content }) => content.nsm.join(', ') || '–' },
      {
        id: 'mitigations',
        header: 'ATT&CK',
        kind: 'wide',
        cell: ({ content }) => content.mitigations.join(', ') || '–',
      },
      {
        id: 'standing',
        header: t('measures.standing'),
        cell: ({ key }) => {
          const at = standing.get(key)
          if (!at) return '–'
          const text = t('measures.standing.done', { done: at.done + at.not_relevant, of: total(at) })
          return at.help === 0 ? text : `${text}, ${t('measures.standing.help', { count: at.help })}`
        },
      },
    ],
    [t, language, standing, search.theme],
  )
}

/** Saves what the filter shows, with every figure. */
function useExport(standing: Map<string, Standing>) {
  const { t, language } = useText()
  return (rows: readonly CatalogueMeasure[]) => {
    const severities = ['critical', 'high', 'medium', 'low'] as const
    const standings = ['open', 'done', 'not_relevant', 'help'] as const
    saveCsv(
      `${t('measures.file')}-${new Date().toISOString().slice(0, 10)}.csv`,
      [
        t('measure.key'),
        t('measure'),
        t('measure.how'),
        t('measure.evidence'),
        t('measure.theme'),
        'NSM',
        'ATT&CK',
        ...severities.map((one) => `${t('measure.hours')}: ${t(`severity.${one}`)}`),
        ...standings.map((one) => t(`portal.standing.${one}`)),
      ],
      rows.map(({ key, content }) => {
        const { title, how, evidence } = saidIn(content, language)
        const at = standing.get(key)
        return [
          key,
          title,
          how,
          evidence,
          t(`measure.theme.${content.theme}`),
          content.nsm.join(' '),
          content.mitigations.join(' '),
          ...severities.map((one) => content.hours[one]),
          ...standings.map((one) => at?.[one] ?? 0),
        ]
      }),
    )
  }
}
