import { Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { autofocus } from '../../components/autofocus.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { productName } from '../inventory/product-name.ts'
import { AliasPreviewOf } from './alias-preview.tsx'
import { keyWords } from './key-words.ts'
import { addAlias, aliasNamesQuery, aliasPreviewQuery, undoAlias } from './products.queries.ts'

type Chosen = { text: string; key: string | null }

const isKey = (text: string) => /^(purl|cpe|name|bare):\S/.test(text)

/** "This is the same product as …": two names, why, and what it would change before it counts. */
export function AliasDialog({ first, onClose }: { first: string | undefined; onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const [one, setOne] = useState<Chosen>({ text: first ? keyWords(first) : '', key: first ?? null })
  const [other, setOther] = useState<Chosen>({ text: '', key: null })
  const [reason, setReason] = useState('')
  const onSettled = () => client.invalidateQueries({ queryKey: ['inventory'] })
  const undo = useMutation({ mutationFn: (id: string) => undoAlias(id), onSettled })
  const add = useMutation({
    mutationFn: (said: { one: string; other: string }) => addAlias({ ...said, reason: reason.trim() }),
    onSuccess: ({ id }, said) => {
      showToast(t('alias.done.confirmed', { one: keyWords(said.one) }), { undo: () => undo.mutate(id) })
      onClose()
    },
    onSettled,
  })
  const pair =
    one.key !== null && other.key !== null && one.key !== other.key ? { one: one.key, other: other.key } : null
  const preview = useQuery({ ...aliasPreviewQuery(pair?.one ?? '', pair?.other ?? ''), enabled: pair !== null })
  // Those that are on the list are decided on there.
  const listed = preview.data !== undefined && preview.data.standing !== null
  return (
    <ConfirmDialog
      title={t('alias.new')}
      confirm={t('alias.new.go')}
      busy={add.isPending}
      disabled={pair === null || listed || reason.trim() === ''}
      onClose={onClose}
      onConfirm={() => (pair ? add.mutate(pair) : undefined)}
    >
      <p>{t('alias.new.text')}</p>
      <NameField label={t('alias.new.one')} value={one} onChange={setOne} first={first === undefined} />
      <NameField label={t('alias.new.other')} value={other} onChange={setOther} first={first !== undefined} />
      <Textfield
        label={t('alias.reason')}
        description={t('alias.reason.hint')}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {pair === null ? <p className="quiet">{t('alias.new.choose')}</p> : <AliasPreviewOf {...pair} />}
      {add.error ? <ProblemNotice error={add.error} /> : null}
    </ConfirmDialog>
  )
}

type NameFieldProps = { label: string; value: Chosen; onChange: (value: Chosen) => void; first: boolean }

/** Suggests what is in use and what the catalogue speaks of; a key may be written as it is. */
function NameField({ label, value, onChange, first }: NameFieldProps) {
  const { t } = useText()
  const listId = useId()
  const names = useQuery(aliasNamesQuery(value.text.trim())).data?.items ?? []
  // Two lines may read the same; the key tells them apart.
  const textOf = (name: (typeof names)[number]) =>
    names.filter((same) => productName(same) === productName(name)).length > 1
      ? `${productName(name)} (${name.key})`
      : productName(name)
  const choose = (text: string) => {
    const chosen = names.find((name) => textOf(name) === text)
    onChange({ text, key: chosen?.key ?? (isKey(text.trim()) ? text.trim() : null) })
  }
  return (
    <>
      <Textfield
        ref={first ? autofocus : undefined}
        label={label}
        list={listId}
        maxLength={400}
        value={value.text}
        onChange={(event) => choose(event.target.value)}
      />
      {value.key === null ? null : <p className="quiet mono breaks">{value.key}</p>}
      <datalist id={listId} aria-label={t('inventory.suggestions')}>
        {names.map((name) => (
          <option key={name.key} value={textOf(name)}>
            {name.members > 0
              ? t('alias.members', { count: name.members })
              : t('alias.statements', { count: name.statements })}
          </option>
        ))}
      </datalist>
    </>
  )
}
