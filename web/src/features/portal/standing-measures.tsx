import { Button, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import type { MeasureStanding, PortalMeasure } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { formatTime } from '../../app/time.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { MeasureHow } from './measure-how.tsx'
import { Progress } from './today-page.tsx'

const standings: readonly MeasureStanding[] = ['open', 'done', 'not_relevant', 'help']

/** How each measure of an advisory stands, and why; kept at once, for everybody at the member to see. */
export function StandingMeasures({
  id,
  measures,
  readOnly,
}: {
  id: string
  measures: PortalMeasure[]
  readOnly: boolean
}) {
  const settled = measures.filter(({ standing }) => standing === 'done' || standing === 'not_relevant')
  return (
    <>
      <Progress done={settled.length} of={measures.length} />
      <ol className="portal-standings">
        {measures.map((measure) => (
          <li key={measure.key}>
            <StandingMeasure id={id} measure={measure} readOnly={readOnly} />
            <MeasureHow measure={measure} />
          </li>
        ))}
      </ol>
    </>
  )
}

function StandingMeasure({ id, measure, readOnly }: { id: string; measure: PortalMeasure; readOnly: boolean }) {
  const { t, language } = useText()
  const client = useQueryClient()
  // What was chosen and is not kept yet: the field must not wait for the server, nor a reason for the choice.
  const [chosen, setChosen] = useState<MeasureStanding | null>(null)
  const [why, setWhy] = useState(measure.why)
  const standing = chosen ?? measure.standing
  const keep = useMutation({
    mutationFn: (next: MeasureStanding) =>
      unwrap(
        api.PUT('/api/v1/portal/warnings/{id}/measures/{key}', {
          params: { path: { id, key: measure.key } },
          body: { standing: next, why: next === 'open' ? '' : why },
        }),
      ),
    onSuccess: () => setChosen(null),
    onSettled: () => client.invalidateQueries({ queryKey: ['portal'] }),
  })
  const missing = standing === 'not_relevant' && why.trim() === ''
  const unsaved = standing !== 'open' && (why !== measure.why || chosen !== null)
  const said =
    measure.done_at === null
      ? null
      : t('portal.said_by', {
          who: measure.done_by ?? '',
          when: formatTime(Date.parse(measure.done_at), language, 'short'),
        })
  if (readOnly) {
    return (
      <>
        <p>{measure.text}</p>
        <p>
          <strong>{t(`portal.standing.${measure.standing}`)}</strong> {measure.why}
        </p>
        {said === null ? null : <p className="quiet">{said}</p>}
      </>
    )
  }
  return (
    <>
      <SelectField
        label={measure.text}
        description={said ?? undefined}
        choices={standings.map((value) => ({ value, label: t(`portal.standing.${value}`) }))}
        value={standing}
        onChange={(next) => {
          setChosen(next)
          // Why it is not relevant is asked for first.
          if (next !== 'not_relevant' || why.trim() !== '') keep.mutate(next)
        }}
      />
      {standing === 'open' ? null : (
        <form
          className="portal-why"
          onSubmit={(event) => {
            event.preventDefault()
            if (!missing) keep.mutate(standing)
          }}
        >
          <Textfield
            label={t(standing === 'not_relevant' ? 'portal.why.needed' : 'portal.why')}
            maxLength={500}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
          />
          {unsaved ? (
            <Button type="submit" variant="secondary" disabled={missing} loading={keep.isPending}>
              {t('portal.why.save')}
            </Button>
          ) : null}
        </form>
      )}
      {keep.error ? <ProblemNotice error={keep.error} /> : null}
    </>
  )
}
