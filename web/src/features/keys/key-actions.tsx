import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Key } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { pinKey, revokeKey, rotateKey } from './keys.queries.ts'
import { NetworksDialog } from './networks-dialog.tsx'
import { RotateDialog } from './rotate-dialog.tsx'

/** What can be done with a key that still opens something. */
export function KeyActions({ of: key }: { of: Key }) {
  const { t } = useText()
  const client = useQueryClient()
  const [asking, setAsking] = useState<'rotate' | 'networks' | 'revoke' | null>(null)
  const close = () => setAsking(null)
  const revoke = useMutation({
    mutationFn: () => revokeKey(key.id),
    onSuccess: () => showToast(t('key.revoke.done', { name: key.name })),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['keys'] })
      await client.invalidateQueries({ queryKey: ['history'] })
    },
  })
  // An open dialog stays although its key has just been ended by it.
  if (key.state !== 'live' && asking === null) return null
  return (
    <>
      <Button data-size="sm" variant="secondary" onClick={() => setAsking('rotate')}>
        {t('rotate.open')}
      </Button>
      <Button data-size="sm" variant="secondary" onClick={() => setAsking('networks')}>
        {t('networks.open')}
      </Button>
      <Button
        data-size="sm"
        variant="secondary"
        data-color="danger"
        loading={revoke.isPending}
        onClick={() => setAsking('revoke')}
      >
        {t('revoke.button')}
      </Button>
      {revoke.error ? <ProblemNotice error={revoke.error} /> : null}
      {asking === 'rotate' ? (
        <RotateDialog
          name={key.name}
          stale="keys"
          rotate={async (hours) => (await rotateKey(key.id, hours)).key}
          onClose={close}
        />
      ) : null}
      {asking === 'networks' ? (
        <NetworksDialog
          name={key.name}
          networks={key.networks}
          stale="keys"
          pin={(networks) => pinKey(key.id, networks)}
          onClose={close}
        />
      ) : null}
      {asking === 'revoke' ? (
        <ConfirmDialog
          title={t('revoke.title', { name: key.name })}
          confirm={t('revoke.button')}
          danger
          onClose={close}
          onConfirm={() => {
            close()
            revoke.mutate()
          }}
        >
          <p>{t('key.revoke.text')}</p>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
