import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Source } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { RotateDialog } from '../keys/rotate-dialog.tsx'
import { revokeSource, rotateSource } from './sources.queries.ts'

/** What can be done with a source: a new token, or its end. */
export function SourceActions({ source: { id, name } }: { source: Source }) {
  const { t } = useText()
  const client = useQueryClient()
  const [asking, setAsking] = useState<'rotate' | 'revoke' | null>(null)
  const close = () => setAsking(null)
  const revoke = useMutation({
    mutationFn: () => revokeSource(id),
    onSuccess: () => showToast(t('source.revoke.done')),
    onSettled: () => client.invalidateQueries({ queryKey: ['sensors'] }),
  })
  return (
    <>
      <div className="source-actions">
        <Button data-size="sm" variant="tertiary" onClick={() => setAsking('rotate')}>
          {t('rotate.open')}
        </Button>
        <Button
          data-size="sm"
          variant="tertiary"
          data-color="danger"
          loading={revoke.isPending}
          onClick={() => setAsking('revoke')}
        >
          {t('revoke.button')}
        </Button>
      </div>
      {revoke.error ? <ProblemNotice error={revoke.error} /> : null}
      {asking === 'rotate' ? (
        <RotateDialog
          name={name}
          stale="sensors"
          rotate={async (hours) => (await rotateSource(id, hours)).token}
          onClose={close}
        />
      ) : null}
      {asking === 'revoke' ? (
        <ConfirmDialog
          title={t('source.revoke.title', { name })}
          confirm={t('revoke.button')}
          danger
          onClose={close}
          onConfirm={() => {
            close()
            revoke.mutate()
          }}
        >
          <p>{t('source.revoke.text')}</p>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
