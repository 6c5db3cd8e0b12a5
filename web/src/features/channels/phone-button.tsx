import { Button } from '@digdir/designsystemet-react'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import type { Contact, PhoneChoice, PhoneStanding } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { showToast } from '../../components/toast.tsx'
import { PhoneFields } from './phone-fields.tsx'

const standingQuery = (id: string) =>
  queryOptions({
    queryKey: ['members', 'phone-choices', id],
    queryFn: () => unwrap<PhoneStanding>(api.GET('/api/v1/contacts/{id}/phone-choices', { params: { path: { id } } })),
  })

/** What a contact is told by telephone, as their administrator or the team chooses it for them. */
export function PhoneButton({ contact }: { contact: Contact }) {
  const { t } = useText()
  const mayWrite = useMay('contacts.write')
  const [open, setOpen] = useState(false)
  if (!mayWrite) return null
  return (
    <>
      <Button
        variant="tertiary"
        data-size="sm"
        aria-label={t('phone.of', { name: contact.name })}
        onClick={() => setOpen(true)}
      >
        {t('phone.title')}
      </Button>
      {open ? <PhoneDialog contact={contact} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function PhoneDialog({ contact: { id, name }, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const standing = useQuery(standingQuery(id))
  const [chosen, setChosen] = useState<PhoneChoice[] | null>(null)
  const save = useMutation({
    mutationFn: (choices: PhoneChoice[]) =>
      unwrap(api.PUT('/api/v1/contacts/{id}/phone-choices', { params: { path: { id } }, body: { choices } })),
    onSuccess: () => {
      showToast(t('phone.saved', { name }))
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['members'] }),
  })
  return (
    <ConfirmDialog
      title={t('phone.of', { name })}
      confirm={t('contact.save')}
      busy={save.isPending}
      disabled={chosen === null}
      onConfirm={() => chosen !== null && save.mutate(chosen)}
      onClose={onClose}
    >
      {standing.isPending ? <SkeletonRows rows={3} /> : null}
      {standing.error ? <ProblemNotice error={standing.error} /> : null}
      {standing.data ? (
        <PhoneFields standing={{ ...standing.data, choices: chosen ?? standing.data.choices }} onChange={setChosen} />
      ) : null}
      {save.error ? <ProblemNotice error={save.error} /> : null}
    </ConfirmDialog>
  )
}
