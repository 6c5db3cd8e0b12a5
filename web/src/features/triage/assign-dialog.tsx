import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import type { TriagePeople } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMe } from '../../app/session.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { SelectField } from '../../components/select-field.tsx'

type AssignDialogProps = { count: number; onConfirm: (to: string | null) => void; onClose: () => void }

/** Who follows it up: the reader unless told otherwise. */
export function AssignDialog({ count, onConfirm, onClose }: AssignDialogProps) {
  const { t } = useText()
  const { name } = useMe()
  const people = useQuery({
    queryKey: ['triage-people'],
    queryFn: () => unwrap<TriagePeople>(api.GET('/api/v1/triage/people')),
  })
  const [chosen, setChosen] = useState<string | null>(null)
  const all = people.data?.items ?? []
  const to = chosen ?? all.find((person) => person.name === name)?.id ?? ''
  return (
    <ConfirmDialog
      title={t('assign.title', { count })}
      confirm={t('act.assign')}
      busy={people.isPending}
      onConfirm={() => onConfirm(to === '' ? null : to)}
      onClose={onClose}
    >
      <SelectField
        label={t('assign.to')}
        value={to}
        choices={[
          ...all.map((person) => ({ value: person.id, label: person.name })),
          { value: '', label: t('assign.nobody') },
        ]}
        onChange={setChosen}
      />
    </ConfirmDialog>
  )
}
