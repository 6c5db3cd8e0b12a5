import { Alert, Button } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { RejectedAgain as Again } from '../../api/types.ts'
import { type Say, useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { Icon } from '../../components/icon.tsx'
import { announce } from '../../components/live-region.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Time } from '../../components/time.tsx'
import { loadAgain, rejectedSumQuery } from './sensors.queries.ts'

/** Has the cause been mended? Then the lines can be read after all; or their owner mends them and sends them anew. */
export function RejectedAgain({ id }: { id: string }) {
  const { t, count } = useText()
  const client = useQueryClient()
  const mayWrite = useMay('sensors.write')
  const sum = useQuery(rejectedSumQuery(id))
  const load = useMutation({
    mutationFn: () => loadAgain(id),
    onSettled: () => client.invalidateQueries({ queryKey: ['sensors'] }),
  })
  const again = sum.data?.again ?? null
  const isGoing = again !== null && again.ended_at === null
  useEnd(again, t)
  // The list below says what is wrong where this cannot be fetched either.
  if (!sum.data) return null
  const reasons = sum.data.reasons
  const tooLong = reasons.find(({ reason }) => reason === 'too_long')?.lines ?? 0
  const lines = reasons.reduce((total, one) => total + one.lines, 0) - tooLong
  return (
    <div className="again">
      {again ? <Outcome of={again} /> : null}
      {reasons.length > 0 ? (
        <ul className="again-reasons">
          {reasons.map((one) => (
            <li key={one.reason}>
              {t(`rejection.${one.reason}`)} <strong>{count(one.lines)}</strong>
            </li>
          ))}
        </ul>
      ) : null}
      {load.error ? <ProblemNotice error={load.error} /> : null}
      {lines > 0 ? (
        <>
          <p className="quiet">{t('again.text')}</p>
          <div className="again-actions">
            {mayWrite && !isGoing ? (
              <Button data-size="sm" variant="secondary" loading={load.isPending} onClick={() => load.mutate()}>
                {t('again.button', { count: lines })}
              </Button>
            ) : null}
            <Button asChild variant="tertiary" data-size="sm">
              <a href={`/api/v1/sensors/${id}/rejected/export`} download>
                <Icon name="download" />
                {t('again.download')}
              </a>
            </Button>
          </div>
        </>
      ) : null}
      {tooLong > 0 ? <p className="quiet">{t('again.too_long', { count: tooLong })}</p> : null}
    </div>
  )
}

const resultOf = (t: Say, { lines_read, lines_total }: Again) =>
  t('again.done', { read: lines_read, left: lines_total - lines_read })

/** Says the result once, to those who do not see it change. */
function useEnd(again: Again | null, t: Say) {
  const going = useRef(false)
  useEffect(() => {
    if (going.current && again?.state === 'done') announce(resultOf(t, again))
    going.current = again !== null && again.ended_at === null
  }, [again, t])
}

function Outcome({ of: again }: { of: Again }) {
  const { t, count } = useText()
  if (again.state === 'failed') {
    return (
      <Alert data-color="warning" data-size="sm">
        {t('again.failed')}
      </Alert>
    )
  }
  if (again.state === 'done') {
    return (
      <p className="again-state">
        {resultOf(t, again)} <Time at={again.ended_at} />
      </p>
    )
  }
  const done = t('again.running', { done: count(again.lines_done), total: count(again.lines_total) })
  return (
    <p className="again-state">
      {again.state === 'waiting' ? (
        t('again.waiting')
      ) : (
        <>
          <progress
            className="progress"
            aria-label={done}
            max={Math.max(again.lines_total, 1)}
            value={again.lines_done}
          />
          <span>{done}</span>
        </>
      )}
    </p>
  )
}
