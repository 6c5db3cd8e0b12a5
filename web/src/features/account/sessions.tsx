import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Session } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { endOtherSessions, endSession, sessionsQuery } from './account.queries.ts'

/** Where am I signed in, and was that me? */
export function Sessions() {
  const { t } = useText()
  const client = useQueryClient()
  const sessions = useQuery(sessionsQuery)
  const [asking, setAsking] = useState<Session | 'others' | null>(null)
  const end = useMutation({
    mutationFn: (what: Session | 'others') => (what === 'others' ? endOtherSessions() : endSession(what.id)),
    onSuccess: (_, what) => showToast(t(what === 'others' ? 'session.ended.others' : 'session.ended')),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  const items = sessions.data?.items ?? []
  return (
    <Section
      level={2}
      title={t('sessions.title')}
      aside={
        items.length > 1 ? (
          <Button data-size="sm" variant="tertiary" data-color="danger" onClick={() => setAsking('others')}>
            {t('session.end.others')}
          </Button>
        ) : null
      }
    >
      <p className="quiet">{t('sessions.text')}</p>
      {sessions.isPending ? <SkeletonRows rows={2} height={64} /> : null}
      {sessions.error ? <ProblemNotice error={sessions.error} retry={() => void sessions.refetch()} /> : null}
      {end.error ? <ProblemNotice error={end.error} /> : null}
      <ul className="own-things">
        {items.map((session) => (
          <SessionItem
            key={session.id}
            session={session}
            busy={end.isPending && end.variables === session}
            onEnd={() => setAsking(session)}
          />
        ))}
      </ul>
      {asking ? (
        <ConfirmDialog
          title={t(asking === 'others' ? 'session.end.others.title' : 'session.end.title')}
          confirm={t(asking === 'others' ? 'session.end.others' : 'session.end')}
          danger
          onClose={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null)
            end.mutate(asking)
          }}
        >
          <p>{t('session.end.text')}</p>
        </ConfirmDialog>
      ) : null}
    </Section>
  )
}

function SessionItem({ session, busy, onEnd }: { session: Session; busy: boolean; onEnd: () => void }) {
  const { t } = useText()
  const browser = session.browser ?? t('session.unknown_browser')
  return (
    <li>
      <div className="own-thing">
        <p className="own-name">
          <strong>{browser}</strong>
          {session.current ? <StateMark fill="full">{t('session.current')}</StateMark> : null}
        </p>
        <p>
          {t(`method.${session.method}`)}
          {session.address ? (
            <>
              {' · '}
              <span className="mono">{session.address}</span>
            </>
          ) : null}
        </p>
        <p className="quiet">
          {t('session.started')} <Time at={session.started_at} /> · {t('session.used')}{' '}
          <Time at={session.last_used_at} /> · {t('session.expires')} <Time at={session.expires_at} />
        </p>
      </div>
      {session.current ? null : (
        <Button
          data-size="sm"
          variant="secondary"
          loading={busy}
          aria-label={t('session.end.label', { browser, address: session.address ?? '' })}
          onClick={onEnd}
        >
          {t('session.end')}
        </Button>
      )}
    </li>
  )
}
