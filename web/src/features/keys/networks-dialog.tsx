import { Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { readNetworks } from './key-scope.ts'

/** From which networks a secret may be used; an empty field is from anywhere. */
export function NetworksField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useText()
  return (
    <Textfield
      multiline
      rows={3}
      className="mono-field"
      label={t('networks.label')}
      description={t('networks.text')}
      spellCheck={false}
      placeholder="192.0.2.0/24"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

type NetworksDialogProps = {
  name: string
  networks: string[]
  stale: string
  pin: (networks: string[]) => Promise<unknown>
  onClose: () => void
}

export function NetworksDialog({ name, networks, stale, pin, onClose }: NetworksDialogProps) {
  const { t } = useText()
  const client = useQueryClient()
  const [typed, setTyped] = useState(networks.join('\n'))
  const change = useMutation({
    mutationFn: () => pin(readNetworks(typed)),
    onSuccess: () => {
      showToast(t('networks.done', { name }))
      void client.invalidateQueries({ queryKey: [stale] })
      void client.invalidateQueries({ queryKey: ['history'] })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('networks.title', { name })}
      confirm={t('networks.go')}
      busy={change.isPending}
      disabled={false}
      onConfirm={() => change.mutate()}
      onClose={onClose}
    >
      <NetworksField value={typed} onChange={setTyped} />
      {change.error ? <ProblemNotice error={change.error} /> : null}
    </ConfirmDialog>
  )
}

/** The networks as they are shown among an object's facts. */
export function NetworkList({ networks }: { networks: string[] }) {
  const { t } = useText()
  if (networks.length === 0) return t('networks.anywhere')
  return (
    <ul className="network-list mono">
      {networks.map((network) => (
        <li key={network}>{network}</li>
      ))}
    </ul>
  )
}
