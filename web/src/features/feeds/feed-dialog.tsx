import { Checkbox, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Feed } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { feedName } from './feed-name.ts'
import { setFeed } from './feeds.queries.ts'

const written = (text: string) => (text.trim() === '' ? null : text.trim())

/** Where a source is read from, and how often. */
export function FeedDialog({ feed, onClose }: { feed: Feed; onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const [url, setUrl] = useState(feed.url ?? '')
  const [delta, setDelta] = useState(feed.delta_url ?? '')
  const [minutes, setMinutes] = useState(String(feed.interval_minutes))
  const [enabled, setEnabled] = useState(feed.enabled)
  const name = feedName(feed.source, t)
  const save = useMutation({
    mutationFn: () =>
      setFeed(feed.source, {
        url: written(url),
        delta_url: written(delta),
        interval_minutes: Number(minutes),
        enabled,
      }),
    onSuccess: () => {
      showToast(t('feed.saved', { name }))
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['vulnerabilities'] }),
  })
  const fits = Number.isInteger(Number(minutes)) && Number(minutes) >= 5 && Number(minutes) <= 43_200
  return (
    <ConfirmDialog
      title={name}
      confirm={t('feed.save')}
      busy={save.isPending}
      disabled={!fits}
      onConfirm={() => save.mutate()}
      onClose={onClose}
    >
      <div className="stack">
        <Textfield
          label={t('feed.url')}
          description={t('feed.url.text')}
          value={url}
          maxLength={2000}
          onChange={(event) => setUrl(event.target.value)}
        />
        {feed.source === 'cve' ? (
          <Textfield
            label={t('feed.delta')}
            description={t('feed.delta.text')}
            value={delta}
            maxLength={2000}
            onChange={(event) => setDelta(event.target.value)}
          />
        ) : null}
        <Textfield
          label={t('feed.interval')}
          inputMode="numeric"
          value={minutes}
          error={fits ? undefined : t('feed.interval.fault')}
          onChange={(event) => setMinutes(event.target.value)}
        />
        <Checkbox label={t('feed.enabled')} checked={enabled} onChange={(event) => setEnabled(event.target.checked)} />
        {save.error ? <ProblemNotice error={save.error} /> : null}
      </div>
    </ConfirmDialog>
  )
}
