import { Button, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Contact } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { showToast } from '../../components/toast.tsx'
import { placeContact } from './members.queries.ts'

const ranks = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** A contact's place in the order in which the member is reached, and its role there. */
export function ContactPlace({ contact }: { contact: Contact }) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        data-size="sm"
        variant="tertiary"
        aria-label={t('contact.place.of', { name: contact.name })}
        onClick={() => setOpen(true)}
      >
        {t('contact.place')}
      </Button>
      {open ? <PlaceDialog contact={contact} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function PlaceDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const [rank, setRank] = useState<(typeof ranks)[number]>(ranks[contact.rank - 1] ?? '1')
  const [role, setRole] = useState(contact.role)
  const place = useMutation({
    mutationFn: () => placeContact(contact.id, { rank: Number(rank), role: role.trim() }),
    onSuccess: () => {
      showToast(t('contact.placed', { name: contact.name }))
      onClose()
    },
    onSettled: () =>
      Promise.all(['members', 'detections', 'warnings'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
  return (
    <ConfirmDialog
      title={contact.name}
      confirm={t('contact.place.save')}
      busy={place.isPending}
      disabled={false}
      onConfirm={() => place.mutate()}
      onClose={onClose}
    >
      <SelectField
        label={t('contact.rank')}
        description={t('contact.rank.text')}
        value={rank}
        choices={ranks.map((value) => ({ value, label: t('contact.rank.short', { rank: Number(value) }) }))}
        onChange={setRank}
      />
      <Textfield
        label={t('contact.role')}
        description={t('contact.role.text')}
        value={role}
        maxLength={100}
        onChange={(event) => setRole(event.target.value)}
      />
      {place.error ? <ProblemNotice error={place.error} /> : null}
    </ConfirmDialog>
  )
}
