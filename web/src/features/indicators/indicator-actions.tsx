import { Button, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Indicator } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { autofocus } from '../../components/autofocus.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useNow } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { stateOf } from './indicator-state.tsx'
import { letThrough, retract, stopAgain } from './indicators.queries.ts'
import { LookBackDialog } from './look-back-dialog.tsx'

const shortestReason = 3

/** What can be done with an indicator: looked back for, taken out of use, let through, or left to the list again. */
export function IndicatorActions({ of: indicator }: { of: Indicator }) {
  const { t } = useText()
  const client = useQueryClient()
  const [asking, setAsking] = useState<'retract' | 'let_through' | 'look_back' | null>(null)
  const state = stateOf(indicator, useNow())
  const [reason, setReason] = useState('')
  const act = useMutation({
    mutationFn: ({ work }: { work: () => Promise<unknown>; done: string }) => work(),
    onSuccess: (_, { done }) => {
      showToast(done)
      setAsking(null)
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['indicators'] })
      await client.invalidateQueries({ queryKey: ['history'] })
    },
  })
  if (indicator.retracted_at !== null) return null
  return (
    <>
      {indicator.stopped && !indicator.let_through ? (
        <Button data-size="sm" variant="secondary" onClick={() => setAsking('let_through')}>
          {t('let_through.open')}
        </Button>
      ) : null}
      {indicator.let_through ? (
        <Button
          data-size="sm"
          variant="secondary"
          loading={act.isPending && asking === null}
          onClick={() => act.mutate({ work: () => stopAgain(indicator.id), done: t('let_through.ended') })}
        >
          {t('let_through.end')}
        </Button>
      ) : null}
      {state === 'active' || state === 'let_through' ? (
        <Button data-size="sm" variant="secondary" onClick={() => setAsking('look_back')}>
          {t('look_back.ask.open')}
        </Button>
      ) : null}
      <Button data-size="sm" variant="secondary" data-color="danger" onClick={() => setAsking('retract')}>
        {t('retract.open')}
      </Button>
      {act.error && asking === null ? <ProblemNotice error={act.error} /> : null}
      {asking === 'let_through' ? (
        <ConfirmDialog
          title={t('let_through.title')}
          confirm={t('let_through.open')}
          busy={act.isPending}
          disabled={reason.trim().length < shortestReason}
          onClose={() => setAsking(null)}
          onConfirm={() =>
            act.mutate({ work: () => letThrough(indicator.id, reason.trim()), done: t('let_through.done') })
          }
        >
          <p>{t('let_through.text')}</p>
          <Textfield
            ref={autofocus}
            multiline
            rows={3}
            maxLength={500}
            label={t('let_through.reason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {act.error ? <ProblemNotice error={act.error} /> : null}
        </ConfirmDialog>
      ) : null}
      {asking === 'look_back' ? <LookBackDialog of={indicator} onClose={() => setAsking(null)} /> : null}
      {asking === 'retract' ? (
        <ConfirmDialog
          title={t('retract.title')}
          confirm={t('retract.open')}
          danger
          busy={act.isPending}
          onClose={() => setAsking(null)}
          onConfirm={() => act.mutate({ work: () => retract(indicator.id), done: t('retract.done') })}
        >
          <p>{t('retract.text')}</p>
          {act.error ? <ProblemNotice error={act.error} /> : null}
        </ConfirmDialog>
      ) : null}
    </>
  )
}
