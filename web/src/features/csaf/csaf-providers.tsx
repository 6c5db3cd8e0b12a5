import { Alert, Button, Card, Heading, Switch } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CsafProvider } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Empty } from '../../components/empty.tsx'
import { Facts } from '../../components/facts.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import {
  addCsafProvider,
  changeCsafProvider,
  csafProvidersQuery,
  readCsafProvider,
  removeCsafProvider,
} from './csaf.queries.ts'

export function CsafProviders({ mayWrite, onAdd }: { mayWrite: boolean; onAdd: () => void }) {
  const { t } = useText()
  const list = useQuery(csafProvidersQuery)
  if (list.isPending) return <SkeletonRows rows={4} height={96} />
  if (list.error) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  if (list.data.items.length === 0) {
    return (
      <Empty title={t('csaf.providers.empty')}>
        <p>{t('csaf.providers.empty.text')}</p>
        {mayWrite ? (
          <Button data-size="sm" onClick={onAdd}>
            {t('csaf.add')}
          </Button>
        ) : null}
      </Empty>
    )
  }
  return (
    <ul className="plain-list stack">
      {list.data.items.map((provider) => (
        <li key={provider.id}>
          <ProviderCard of={provider} mayWrite={mayWrite} />
        </li>
      ))}
    </ul>
  )
}

function ProviderCard({ of, mayWrite }: { of: CsafProvider; mayWrite: boolean }) {
  const { t, count } = useText()
  const [removing, setRemoving] = useState(false)
  const client = useQueryClient()
  const settle = { onSuccess: () => client.invalidateQueries({ queryKey: csafProvidersQuery.queryKey }) }
  const change = useMutation({
    mutationFn: (body: { enabled: boolean } | { minutes: number }) => changeCsafProvider(of.id, body),
    ...settle,
  })
  const read = useMutation({
    mutationFn: (force: boolean) => readCsafProvider(of.id, force),
    onSuccess: () => showToast(t('csaf.reading')),
  })
  const { url, distributions, minutes } = of
  const restore = useMutation({ mutationFn: () => addCsafProvider({ url, distributions, minutes }), ...settle })
  const remove = useMutation({
    mutationFn: () => removeCsafProvider(of.id),
    onSuccess: async () => {
      showToast(t('csaf.removed', { name: of.name }), { undo: () => restore.mutate() })
      await settle.onSuccess()
    },
  })
  const never = <span className="quiet">{t('csaf.never')}</span>
  const fault = change.error ?? read.error ?? remove.error
  return (
    <Card data-color="neutral">
      <Heading level={2} data-size="2xs">
        {of.name}
      </Heading>
      <p className="quiet">
        {t(`csaf.role.${of.role}`)} · <span className="mono">{of.id}</span>
      </p>
      {of.trouble ? (
        <Alert data-color="warning" data-size="sm">
          {t(`csaf.trouble.${of.trouble}`)} {of.trouble_detail}
        </Alert>
      ) : null}
      <Facts
        facts={[
          { name: t('csaf.used'), value: count(of.used) },
          { name: t('csaf.not_used'), value: count(of.not_used) },
          { name: t('csaf.read_at'), value: of.read_at ? <Time at={of.read_at} /> : never },
          { name: t('csaf.changed_at'), value: of.changed_at ? <Time at={of.changed_at} /> : never },
          { name: t('csaf.distributions'), value: <span className="mono">{of.distributions.join(' ')}</span> },
        ]}
      />
      {mayWrite ? (
        <div className="dialog-actions">
          <Switch
            label={t('csaf.enabled')}
            data-size="sm"
            checked={of.enabled}
            disabled={change.isPending}
            onChange={(event) => change.mutate({ enabled: event.target.checked })}
          />
          <Interval minutes={minutes} onChange={(minutes) => change.mutate({ minutes })} />
          <Button data-size="sm" variant="secondary" loading={read.isPending} onClick={() => read.mutate(false)}>
            {t('csaf.read_now')}
          </Button>
          {of.trouble === 'shrunk' || of.trouble === 'empty' ? (
            <Button data-size="sm" variant="secondary" loading={read.isPending} onClick={() => read.mutate(true)}>
              {t('csaf.read_anyway')}
            </Button>
          ) : null}
          <Button data-size="sm" variant="tertiary" data-color="danger" onClick={() => setRemoving(true)}>
            {t('csaf.remove')}
          </Button>
        </div>
      ) : null}
      {fault ? <ProblemNotice error={fault} /> : null}
      {removing ? (
        <ConfirmDialog
          title={t('csaf.remove.title', { name: of.name })}
          confirm={t('csaf.remove')}
          danger
          busy={remove.isPending}
          onConfirm={() => remove.mutate(undefined, { onSettled: () => setRemoving(false) })}
          onClose={() => setRemoving(false)}
        >
          <p>{t('csaf.remove.text')}</p>
        </ConfirmDialog>
      ) : null}
    </Card>
  )
}

const intervals = [15, 60, 360, 1440] as const

/** How often it is read; one that was set otherwise keeps its own. */
function Interval({ minutes, onChange }: { minutes: number; onChange: (minutes: number) => void }) {
  const { t } = useText()
  const usual = intervals.map((one) => ({ value: String(one), label: t(`csaf.every.${one}`) }))
  const own = { value: String(minutes), label: t('csaf.every.minutes', { minutes }) }
  return (
    <SelectField
      label={t('csaf.every')}
      choices={usual.some(({ value }) => value === own.value) ? usual : [own, ...usual]}
      value={own.value}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  )
}
