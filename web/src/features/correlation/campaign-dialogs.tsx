import { Textfield } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Campaign, CampaignMember } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { campaignName } from './campaign-words.ts'
import { campaignListQuery } from './campaigns.queries.ts'

type Asks<T> = { busy: boolean; onClose: () => void; onConfirm: (given: T) => void }

/** Names a campaign: what everybody will call it on the telephone. */
export function NameDialog({
  title,
  confirm,
  start,
  withNote = false,
  ...asks
}: Asks<{ name: string; note: string }> & {
  title: string
  confirm: string
  start: { name: string; note: string }
  withNote?: boolean
}) {
  const { t } = useText()
  const [name, setName] = useState(start.name)
  const [note, setNote] = useState(start.note)
  return (
    <ConfirmDialog
      title={title}
      confirm={confirm}
      busy={asks.busy}
      disabled={name.trim() === ''}
      onClose={asks.onClose}
      onConfirm={() => asks.onConfirm({ name: name.trim(), note: note.trim() })}
    >
      <Textfield
        label={t('campaign.name')}
        description={t('campaign.name.text')}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {withNote ? (
        <Textfield
          multiline
          rows={3}
          label={t('campaign.note')}
          description={t('campaign.note.text')}
          maxLength={4000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      ) : null}
    </ConfirmDialog>
  )
}

/** Which other campaign comes in here. */
export function MergeDialog({ into, ...asks }: Asks<Campaign> & { into: Campaign }) {
  const { t } = useText()
  const list = useQuery(campaignListQuery(undefined))
  const others = (list.data?.items ?? []).filter(({ id }) => id !== into.id)
  const [chosen, setChosen] = useState('')
  const other = others.find(({ id }) => id === chosen) ?? others[0]
  return (
    <ConfirmDialog
      title={t('campaign.merge.title', { name: campaignName(into, t) })}
      confirm={t('campaign.merge')}
      busy={asks.busy}
      disabled={other === undefined}
      onClose={asks.onClose}
      onConfirm={() => other && asks.onConfirm(other)}
    >
      {other ? (
        <SelectField
          label={t('campaign.merge.which')}
          value={other.id}
          choices={others.map((one) => ({
            value: one.id,
            label: `${campaignName(one, t)} (${t('campaign.members', { count: one.members })})`,
          }))}
          onChange={setChosen}
        />
      ) : (
        <p>{t('campaign.merge.none')}</p>
      )}
    </ConfirmDialog>
  )
}

/** More names than this are counted instead of listed. */
const named = 12

/** A warning cannot be called back, so it is asked once, with who gets one and how many mails that is. */
export function WarnAllDialog({ members, ...asks }: Asks<null> & { members: CampaignMember[] }) {
  const { t } = useText()
  const told = members.filter(({ queued }) => queued > 0)
  const mails = told.reduce((sum, { contacts }) => sum + contacts, 0)
  const unreachable = told.filter(({ contacts }) => contacts === 0)
  return (
    <ConfirmDialog
      title={t('campaign.warn.title', { count: told.length })}
      confirm={t('campaign.warn.go', { count: told.length })}
      busy={asks.busy}
      onClose={asks.onClose}
      onConfirm={() => asks.onConfirm(null)}
    >
      <p>{t('campaign.warn.text', { members: told.length, mails })}</p>
      <ul>
        {told.slice(0, named).map(({ member, name, contacts }) => (
          <li key={member}>
            {name} ({t('campaign.warn.mails', { count: contacts })})
          </li>
        ))}
        {told.length > named ? <li>{t('warn.rest', { count: told.length - named })}</li> : null}
      </ul>
      {unreachable.length > 0 ? (
        <p className="note">
          {t('campaign.warn.unreachable', { names: unreachable.map(({ name }) => name).join(', ') })}
        </p>
      ) : null}
    </ConfirmDialog>
  )
}
