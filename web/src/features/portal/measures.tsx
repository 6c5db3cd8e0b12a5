import { Checkbox } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import type { PortalMeasure } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { formatTime } from '../../app/time.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { MeasureHow } from './measure-how.tsx'
import { Progress } from './today-page.tsx'

/** What to do, in order; a tick is kept at once, for everybody at the member to see. */
export function Measures({ id, measures, readOnly }: { id: string; measures: PortalMeasure[]; readOnly: boolean }) {
  const { t, language } = useText()
  const client = useQueryClient()
  // What was pressed and is not kept yet: the box must not wait for the server.
  const [wanted, setWanted] = useState<Record<string, boolean>>({})
  const tick = useMutation({
    mutationFn: ({ key, done }: { key: string; done: boolean }) =>
      unwrap(
        api.PUT('/api/v1/portal/warnings/{id}/measures/{key}', {
          params: { path: { id, key } },
          body: { standing: done ? 'done' : 'open' },
        }),
      ),
    onSettled: async (_data, _error, { key }) => {
      await client.invalidateQueries({ queryKey: ['portal'] })
      setWanted(({ [key]: _, ...others }) => others)
    },
  })
  const ticked = (measure: PortalMeasure) => wanted[measure.key] ?? measure.done_at !== null
  return (
    <>
      <Progress done={measures.filter(ticked).length} of={measures.length} />
      <ol className="portal-measures">
        {measures.map((measure, index) => (
          <li key={measure.key}>
            {measure.headline !== null && measure.headline !== measures[index - 1]?.headline ? (
              <p className="portal-measure-head">{measure.headline}</p>
            ) : null}
            <Checkbox
              label={measure.text}
              description={
                measure.done_at === null
                  ? undefined
                  : t('portal.done_by', {
                      who: measure.done_by ?? '',
                      when: formatTime(Date.parse(measure.done_at), language, 'short'),
                    })
              }
              checked={ticked(measure)}
              readOnly={readOnly}
              onChange={(event) => {
                const done = event.target.checked
                setWanted((old) => ({ ...old, [measure.key]: done }))
                tick.mutate({ key: measure.key, done })
              }}
            />
            <MeasureHow measure={measure} />
          </li>
        ))}
      </ol>
      {tick.error ? <ProblemNotice error={tick.error} /> : null}
    </>
  )
}
