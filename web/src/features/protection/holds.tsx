import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Hold } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Empty } from '../../components/empty.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { Time, useNow } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { holdsQuery, releaseHold } from './protection.queries.ts'

/** What is kept although its time is up, and why. */
export function Holds() {
  const { t } = useText()
  const client = useQueryClient()
  const mayWrite = useMay('retention.write')
  const holds = useQuery(holdsQuery)
  const [asking, setAsking] = useState<Hold | null>(null)
  const release = useMutation({
    mutationFn: (hold: Hold) => releaseHold(hold.id),
    onSuccess: () => showToast(t('hold.released')),
    onSettled: () => client.invalidateQueries({ queryKey: ['retention'] }),
  })
  if (holds.isPending) return <SkeletonRows rows={2} />
  if (!holds.data) return <ProblemNotice error={holds.error} retry={() => void holds.refetch()} />
  if (holds.data.items.length === 0) return <Empty title={t('holds.none')}>{t('holds.none.text')}</Empty>
  return (
    <>
      {release.error ? <ProblemNotice error={release.error} /> : null}
      <ul className="holds">
        {holds.data.items.map((hold) => (
          <HoldItem
            key={hold.id}
            hold={hold}
            {...(mayWrite && hold.released_at === null ? { onRelease: () => setAsking(hold) } : {})}
          />
        ))}
      </ul>
      {asking ? (
        <ConfirmDialog
          title={t('hold.release.title')}
          confirm={t('hold.release')}
          danger
          onClose={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null)
            release.mutate(asking)
          }}
        >
          <p>{asking.reason}</p>
          <p>{t('hold.release.text')}</p>
        </ConfirmDialog>
      ) : null}
    </>
  )
}

function HoldItem({ hold, onRelease }: { hold: Hold; onRelease?: () => void }) {
  const { t } = useText()
  const now = useNow()
  const state = hold.released_at ? 'over' : hold.until && Date.parse(hold.until) < now ? 'ran_out' : 'in_force'
  return (
    <li data-over={state === 'in_force' ? undefined : true}>
      <p className="hold-what">
        <strong className="capital">{hold.class ? t(`class.${hold.class}`) : t('hold.what.all')}</strong>
        <span>
          {hold.member ? (
            <Link to="/members/$orgnr" params={{ orgnr: hold.member }} className="ds-link">
              {hold.member_name ?? hold.member}
            </Link>
          ) : (
            t('hold.members.all')
          )}
        </span>
        <StateMark fill={state === 'in_force' ? 'full' : 'none'}>{t(`hold.${state}`)}</StateMark>
      </p>
      <p>{hold.reason}</p>
      <p className="quiet">
        {t('hold.since')} <Time at={hold.created_at} />
        {' · '}
        {hold.released_at ? (
          <>
            {t('hold.over')} <Time at={hold.released_at} />
          </>
        ) : (
          <>
            {t('hold.ends')} {hold.until ? <Time at={hold.until} both /> : t('hold.no_end')}
          </>
        )}
      </p>
      {onRelease ? (
        <Button data-size="sm" variant="secondary" onClick={onRelease}>
          {t('hold.release')}
        </Button>
      ) : null}
    </li>
  )
}
