import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Feed } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { feedName } from './feed-name.ts'
import { setFeed, syncFeed } from './feeds.queries.ts'
import type { ChangeFeeds } from './feeds.search.ts'

type FeedCardProps = { feed: Feed; mayWrite: boolean; chosen: boolean; change: ChangeFeeds }

export function FeedCard({ feed, mayWrite, chosen, change }: FeedCardProps) {
  const { t } = useText()
  const name = feedName(feed.source, t)
  return (
    <li className="source-card">
      <div className="sensor-head">
        <strong className="breaks">{name}</strong>
        <FeedState feed={feed} />
      </div>
      <p className="sensor-foot">
        {feed.read_at === null ? <span>{t('feed.never')}</span> : null}
        {feed.records === null ? null : <span>{t('feed.records', { count: feed.records })}</span>}
        {feed.read_at ? (
          <span>
            {t('feed.read')} <Time at={feed.read_at} />
          </span>
        ) : null}
        {feed.changed_at ? (
          <span>
            {t('feed.changed')} <Time at={feed.changed_at} />
          </span>
        ) : null}
      </p>
      {feed.trouble ? (
        <p className="note">
          {t(`feed.trouble.${feed.trouble}.text`)} <Time at={feed.trouble_since} />
          {feed.trouble_detail ? (
            <>
              <br />
              {feed.trouble_detail}
            </>
          ) : null}
        </p>
      ) : null}
      <div className="source-actions">
        <Button
          variant="tertiary"
          data-size="sm"
          aria-pressed={chosen}
          aria-label={`${t(chosen ? 'feed.runs.all' : 'feed.runs')}: ${name}`}
          onClick={() => change({ source: chosen ? undefined : feed.source })}
        >
          {t(chosen ? 'feed.runs.all' : 'feed.runs')}
        </Button>
        {mayWrite ? <FeedActs feed={feed} name={name} change={change} /> : null}
      </div>
    </li>
  )
}

function FeedState({ feed: { reading, trouble, enabled } }: { feed: Feed }) {
  const { t } = useText()
  if (reading) return <StateMark fill="half">{t('feed.reading')}</StateMark>
  if (trouble) return <StateMark fill="alarm">{t(`feed.trouble.${trouble}`)}</StateMark>
  return <StateMark fill={enabled ? 'full' : 'none'}>{t(enabled ? 'feed.on' : 'feed.off')}</StateMark>
}

function FeedActs({ feed, name, change }: { feed: Feed; name: string; change: ChangeFeeds }) {
  const { t } = useText()
  const client = useQueryClient()
  const stale = () => client.invalidateQueries({ queryKey: ['vulnerabilities'] })
  const { source, url, delta_url, enabled, interval_minutes } = feed
  const turn = useMutation({
    mutationFn: (on: boolean) => setFeed(source, { url, delta_url, interval_minutes, enabled: on }),
    onSuccess: (_, on) =>
      showToast(t(on ? 'feed.turned_on' : 'feed.turned_off', { name }), {
        undo: () => turn.mutate(!on),
      }),
    onSettled: stale,
  })
  const sync = useMutation({
    mutationFn: () => syncFeed(source),
    onSuccess: () => showToast(t('feed.syncing', { name })),
    onSettled: stale,
  })
  const addressed = url !== null || delta_url !== null
  const fault = turn.error ?? sync.error
  return (
    <>
      {addressed ? (
        <>
          <Button
            variant="tertiary"
            data-size="sm"
            loading={turn.isPending}
            aria-label={`${t(enabled ? 'feed.turn_off' : 'feed.turn_on')}: ${name}`}
            onClick={() => turn.mutate(!enabled)}
          >
            {t(enabled ? 'feed.turn_off' : 'feed.turn_on')}
          </Button>
          <Button
            variant="tertiary"
            data-size="sm"
            loading={sync.isPending}
            aria-label={`${t('feed.sync')}: ${name}`}
            onClick={() => sync.mutate()}
          >
            {t('feed.sync')}
          </Button>
        </>
      ) : null}
      <Button
        variant="tertiary"
        data-size="sm"
        aria-label={`${t('feed.edit')}: ${name}`}
        onClick={() => change({ edit: source })}
      >
        {t('feed.edit')}
      </Button>
      {fault ? <ProblemNotice error={fault} /> : null}
    </>
  )
}
