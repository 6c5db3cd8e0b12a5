import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { Warning } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { Icon } from '../../components/icon.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { useSayWait } from './standing-mark.tsx'
import { warningNumber } from './warning-number.ts'

const withdraw = (id: string) => unwrap(api.POST('/api/v1/warnings/{id}/withdraw', { params: { path: { id } } }))

/** That nobody has got it, and until when; it can go at once after all, or not at all. */
export function WaitingActions({ warning }: { warning: Warning }) {
  const { t } = useText()
  const client = useQueryClient()
  const sayWait = useSayWait()
  const may = useMay('warnings.send')
  const number = warningNumber(warning.number)
  const onSettled = () => client.invalidateQueries({ queryKey: ['warnings'] })
  const now = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/warnings/{id}/send-now', { params: { path: { id: warning.id } } })),
    onSuccess: () => showToast(t('waits.sent_now', { number })),
    onSettled,
  })
  const back = useMutation({
    mutationFn: () => withdraw(warning.id),
    onSuccess: () => showToast(t('waits.withdrawn', { number })),
    onSettled,
  })
  if (warning.waits === null) return null
  return (
    <div className="note waits">
      <p>{t('waits.note', { wait: sayWait(warning.waits) })}</p>
      {may ? (
        <p>
          <Button data-size="sm" variant="secondary" loading={now.isPending} onClick={() => now.mutate()}>
            <Icon name="send" size={18} />
            {t('waits.send_now')}
          </Button>{' '}
          {warning.reopened > 0 ? null : (
            <Button data-size="sm" variant="tertiary" loading={back.isPending} onClick={() => back.mutate()}>
              {t('waits.withdraw')}
            </Button>
          )}
        </p>
      ) : null}
      {(now.error ?? back.error) ? <ProblemNotice error={now.error ?? back.error} /> : null}
    </div>
  )
}

/** Says what became of a warning that was sent: that it is on its way, or waits, and can be taken back while it does. */
export function useTellSent(): (warning: Warning) => void {
  const { t } = useText()
  const client = useQueryClient()
  const sayWait = useSayWait()
  return (warning) => {
    const number = warningNumber(warning.number)
    if (warning.waits === null) return showToast(t('warning.sent_off', { number, member: warning.member_name }))
    const fresh = () => client.invalidateQueries({ queryKey: ['warnings'] })
    const failed = () => showToast(t('waits.not_withdrawn', { number }), { tone: 'bad' })
    showToast(t('waits.told', { number, wait: sayWait(warning.waits) }), {
      undo: () => void withdraw(warning.id).then(fresh, failed),
    })
  }
}
