import { Alert, Button } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import type { Hunt } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Empty } from '../../components/empty.tsx'
import { ExportButton } from '../../components/export-button.tsx'
import { FilterBar, FilterChip, SearchBox } from '../../components/filter-bar.tsx'
import { announce } from '../../components/live-region.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { narrowed } from './found.ts'
import { huntQuery, stopHunt } from './hunt.queries.ts'
import type { HuntSearch } from './hunt.search.ts'
import { FoundList, FoundMembers } from './hunt-found.tsx'
import { HuntState, Progress } from './hunt-state.tsx'

/** Who has seen it, when, and is the search over? */
export function HuntPanel() {
  const { id } = useParams({ from: '/shell/hunt/$id' })
  const hunt = useQuery(huntQuery(id))
  if (hunt.isPending) return <SkeletonRows rows={8} />
  if (hunt.error) return <ProblemNotice error={hunt.error} retry={() => void hunt.refetch()} />
  return <HuntArticle key={id} of={hunt.data} />
}

function HuntArticle({ of: hunt }: { of: Hunt }) {
  const { t, count } = useText()
  const client = useQueryClient()
  const going = hunt.state === 'waiting' || hunt.state === 'running'
  const stop = useMutation({
    mutationFn: () => stopHunt(hunt.id),
    onSuccess: () => client.invalidateQueries({ queryKey: ['hunts'] }),
  })
  const members = hunt.members.filter(({ member }) => member !== null).length
  const sum =
    hunt.seen > 0
      ? t('hunt.sum', { seen: count(hunt.seen), of: count(hunt.indicators), members, days: hunt.days })
      : t(going ? 'hunt.sum.none_yet' : 'hunt.sum.none', { count: hunt.indicators, days: hunt.days })
  useEffect(() => announce(sum), [sum])
  const searched = t('hunt.searched', { done: count(hunt.events_done), total: count(hunt.events_total) })
  return (
    <article>
      <ObjectHead kicker={t('hunt.kicker')} title={sum} back={{ to: '/hunt' }}>
        {going ? (
          <Button data-size="sm" variant="secondary" loading={stop.isPending} onClick={() => stop.mutate()}>
            {t('hunt.stop')}
          </Button>
        ) : null}
      </ObjectHead>
      {stop.error ? <ProblemNotice error={stop.error} /> : null}
      <div className="hunt-progress">
        <HuntState state={hunt.state} />
        {going ? <Progress done={hunt.events_done} total={hunt.events_total} label={searched} /> : null}
        <span className="quiet">{hunt.state === 'waiting' ? t('hunt.waiting.text') : searched}</span>
        <Time at={hunt.ended_at ?? hunt.created_at} />
      </div>
      {hunt.state === 'stopped' || hunt.state === 'failed' ? (
        <Alert data-color="warning" data-size="sm">
          {t(`hunt.${hunt.state}.text`)}
        </Alert>
      ) : null}
      {hunt.results.length > 0 ? <Found hunt={hunt} /> : null}
      {hunt.results.length === 0 && hunt.state === 'done' ? (
        <Empty title={t('hunt.not_seen', { days: hunt.days })}>
          <p>{t('hunt.not_seen.text')}</p>
        </Empty>
      ) : null}
    </article>
  )
}

function Found({ hunt }: { hunt: Hunt }) {
  const { t } = useText()
  const search = useSearch({ from: '/shell/hunt' })
  const navigate = useNavigate()
  const { id, members } = hunt
  const change = useCallback(
    (fields: { [K in keyof HuntSearch]?: HuntSearch[K] | undefined }) =>
      void navigate({ to: '/hunt/$id', params: { id }, search: compact({ ...search, ...fields }), replace: true }),
    [navigate, search, id],
  )
  const find = useCallback((q: string | undefined) => change({ q }), [change])
  const shown = narrowed(hunt.results, search)
  const name = members.find(({ member }) => member === search.member)?.member_name ?? search.member
  return (
    <>
      <Section title={t('hunt.members', { count: members.length })}>
        <FoundMembers hunt={hunt} chosen={search.member} />
      </Section>
      <Section
        title={t('hunt.results', { count: shown.length })}
        aside={
          <ExportButton
            file={`hunt-${id.slice(0, 8)}`}
            header={['type', 'value', 'member', 'member_name', 'events', 'first_seen', 'last_seen', 'fields']}
            page={async () => ({ items: shown, next: null })}
            cells={(row) => [
              row.type,
              row.value,
              row.member,
              row.member_name,
              row.events,
              row.first_seen,
              row.last_seen,
              row.fields.join(' '),
            ]}
          />
        }
      >
        <FilterBar>
          <SearchBox label={t('hunt.search')} value={search.q} onChange={find} />
          {search.member ? (
            <FilterChip label={name ?? search.member} onRemove={() => change({ member: undefined })} />
          ) : null}
        </FilterBar>
        <FoundList results={shown} total={hunt.results_total - hunt.results.length} />
      </Section>
    </>
  )
}
