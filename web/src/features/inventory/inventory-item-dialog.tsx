import { Button, Dialog, Heading, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { InventoryItem, NewInventoryItem } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { autofocus } from '../../components/autofocus.ts'
import { Facts } from '../../components/facts.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { addItem, changeItem, removeItem, restoreItem, suggestionsQuery } from './inventory.queries.ts'
import { productName } from './inventory-list.tsx'

const kinds = ['application', 'operating_system', 'firmware', 'device', 'library'] as const
const impacts = ['unknown', 'none', 'some', 'high', 'critical'] as const
const exposures = ['unknown', 'yes', 'no'] as const
type Impact = (typeof impacts)[number]
type Exposed = (typeof exposures)[number]

const saidExposed = (value: Exposed) => (value === 'unknown' ? null : value === 'yes')
const saidImpact = (value: Impact) => (value === 'unknown' ? null : value)

/** What is asked of every product: whether it can be reached, and what care depends on it for. */
function Weight(props: {
  exposed: Exposed
  onExposed: (value: Exposed) => void
  impact: Impact
  onImpact: (value: Impact) => void
}) {
  const { t } = useText()
  return (
    <>
      <SelectField
        label={t('inventory.exposed.ask')}
        value={props.exposed}
        choices={exposures.map((value) => ({ value, label: t(`inventory.exposed.${value}`) }))}
        onChange={props.onExposed}
      />
      <SelectField
        label={t('inventory.care')}
        value={props.impact}
        choices={impacts.map((value) => ({ value, label: t(`inventory.care.${value}`) }))}
        onChange={props.onImpact}
      />
    </>
  )
}

export function AddItemDialog({ member, onClose }: { member: string; onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const [kind, setKind] = useState<NonNullable<NewInventoryItem['kind']>>('application')
  const [said, setSaid] = useState({ vendor: '', product: '', version: '', asset: '' })
  const [exposed, setExposed] = useState<Exposed>('unknown')
  const [impact, setImpact] = useState<Impact>('unknown')
  const [known, listId] = [useQuery(suggestionsQuery(said.product.trim())).data?.items ?? [], useId()]
  const add = useMutation({
    mutationFn: () =>
      addItem(member, { kind, ...said, exposed: saidExposed(exposed), care_impact: saidImpact(impact) }),
    onSuccess: () => {
      showToast(t('inventory.added', { name: productName(said) }))
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['inventory'] }),
  })
  const field = (name: keyof typeof said) => ({
    value: said[name],
    maxLength: 200,
    onChange: (event: { target: { value: string } }) => setSaid({ ...said, [name]: event.target.value }),
  })
  /** One that is chosen from the list names its vendor too. */
  const choose = (text: string) => {
    const one = known.find((item) => productName(item) === text)
    setSaid({ ...said, ...(one ?? { product: text }) })
  }
  return (
    <Dialog open onClose={onClose} closeButton={t('close')} closedby="any" data-size="sm">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (said.product.trim() !== '') add.mutate()
        }}
      >
        <Heading level={2} data-size="xs" className="dialog-title">
          {t('inventory.add')}
        </Heading>
        <div className="dialog-body stack">
          <Textfield
            ref={autofocus}
            label={t('inventory.product')}
            list={listId}
            {...field('product')}
            onChange={(event) => choose(event.target.value)}
          />
          <datalist id={listId} aria-label={t('inventory.suggestions')}>
            {known.map((item) => (
              <option key={`${item.vendor} ${item.product}`} value={productName(item)} />
            ))}
          </datalist>
          <Textfield label={t('inventory.vendor')} {...field('vendor')} />
          <Textfield label={t('inventory.version')} description={t('inventory.version.hint')} {...field('version')} />
          <SelectField
            label={t('inventory.kind')}
            value={kind}
            choices={kinds.map((value) => ({ value, label: t(`inventory.kind.${value}`) }))}
            onChange={setKind}
          />
          <Textfield label={t('inventory.asset')} {...field('asset')} />
          <Weight exposed={exposed} onExposed={setExposed} impact={impact} onImpact={setImpact} />
          {add.error ? <ProblemNotice error={add.error} /> : null}
        </div>
        <div className="dialog-actions">
          <Button type="submit" loading={add.isPending} disabled={said.product.trim() === ''}>
            {t('inventory.add')}
          </Button>
          <Button type="button" variant="secondary" onClick={onClose}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

export function ItemDialog({
  item,
  readOnly,
  onClose,
}: {
  item: InventoryItem
  readOnly: boolean
  onClose: () => void
}) {
  const { t } = useText()
  const client = useQueryClient()
  const [version, setVersion] = useState(item.version)
  const [exposed, setExposed] = useState<Exposed>(item.exposed === null ? 'unknown' : item.exposed ? 'yes' : 'no')
  const [impact, setImpact] = useState<Impact>(item.care_impact ?? 'unknown')
  const byHand = item.origin === 'portal' || item.origin === 'api'
  const name = productName(item)
  const onSettled = () => client.invalidateQueries({ queryKey: ['inventory'] })
  const before = { version: item.version, exposed: item.exposed, care_impact: item.care_impact }
  const undo = useMutation({ mutationFn: () => changeItem(item.id, before), onSettled })
  const restore = useMutation({
    mutationFn: () => restoreItem(item.id),
    onSuccess: () => showToast(t('inventory.restored', { name })),
    onSettled,
  })
  const save = useMutation({
    mutationFn: () => changeItem(item.id, { version, exposed: saidExposed(exposed), care_impact: saidImpact(impact) }),
    onSuccess: () => {
      showToast(t('inventory.saved', { name }), { undo: () => undo.mutate() })
      onClose()
    },
    onSettled,
  })
  const remove = useMutation({
    mutationFn: () => removeItem(item.id),
    onSuccess: () => {
      showToast(t('inventory.removed', { name }), { undo: () => restore.mutate() })
      onClose()
    },
    onSettled,
  })
  const error = save.error ?? remove.error
  return (
    <Dialog open onClose={onClose} closeButton={t('close')} closedby="any" data-size="sm">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Heading level={2} data-size="xs" className="dialog-title">
          {name}
        </Heading>
        <div className="dialog-body stack">
          <Facts
            facts={[
              { name: t('inventory.kind'), value: t(`inventory.kind.${item.kind}`) },
              ...(byHand && !readOnly
                ? []
                : [{ name: t('inventory.version'), value: item.version || t('inventory.version.unknown') }]),
              ...(item.asset === '' ? [] : [{ name: t('inventory.column.asset'), value: item.asset }]),
              { name: t('inventory.from'), value: `${t(`inventory.origin.${item.origin}`)} ${item.origin_ref}` },
              ...(item.cpe === '' ? [] : [{ name: 'CPE', value: <code className="mono breaks">{item.cpe}</code> }]),
              ...(item.purl === '' ? [] : [{ name: 'purl', value: <code className="mono breaks">{item.purl}</code> }]),
              { name: t('inventory.first_seen'), value: <Time at={item.first_seen_at} both /> },
              { name: t('inventory.last_seen'), value: <Time at={item.last_seen_at} both /> },
            ]}
          />
          {readOnly ? null : (
            <>
              {byHand ? (
                <Textfield
                  label={t('inventory.version')}
                  description={t('inventory.version.hint')}
                  maxLength={200}
                  value={version}
                  onChange={(event) => setVersion(event.target.value)}
                />
              ) : (
                <p className="quiet">{t('inventory.version.fixed')}</p>
              )}
              <Weight exposed={exposed} onExposed={setExposed} impact={impact} onImpact={setImpact} />
            </>
          )}
          {error ? <ProblemNotice error={error} /> : null}
        </div>
        {readOnly ? null : (
          <div className="dialog-actions">
            <Button type="submit" loading={save.isPending}>
              {t('inventory.save')}
            </Button>
            <Button type="button" variant="secondary" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('inventory.remove')}
            </Button>
          </div>
        )}
      </form>
    </Dialog>
  )
}
