import { Alert, Button, Checkbox, Dialog, Fieldset, Heading, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { CsafFound } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { addCsafProvider, lookAtCsaf } from './csaf.queries.ts'

type AddProviderProps = { onClose: () => void; onAdded: () => void }

/** Looks an address up, shows what is there, and keeps what is chosen of it. */
export function AddProviderDialog({ onClose, onAdded }: AddProviderProps) {
  const { t } = useText()
  const form = useForm({ defaultValues: { address: '' } })
  const { setFocus } = form
  useEffect(() => setFocus('address'), [setFocus])
  const look = useMutation({ mutationFn: lookAtCsaf })
  return (
    <Dialog open onClose={onClose} closeButton={t('close')} data-size="sm">
      <Heading level={2} data-size="xs" className="dialog-title">
        {t('csaf.add.title')}
      </Heading>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => void form.handleSubmit((fields) => look.mutate(fields.address.trim()))(event)}
      >
        <Textfield
          label={t('csaf.add.address')}
          description={t('csaf.add.address.text')}
          autoComplete="off"
          error={form.formState.errors.address?.message}
          {...form.register('address', { required: t('csaf.add.address.missing') })}
        />
        <div className="dialog-actions">
          <Button type="submit" variant={look.data ? 'secondary' : 'primary'} loading={look.isPending}>
            {t('csaf.add.look')}
          </Button>
        </div>
      </form>
      {look.error ? <ProblemNotice error={look.error} /> : null}
      {look.data?.kind === 'provider' ? <Provider key={look.data.url} of={look.data} onAdded={onAdded} /> : null}
      {look.data?.kind === 'aggregator' ? (
        <Aggregator of={look.data} busy={look.isPending} onChoose={(url) => look.mutate(url)} />
      ) : null}
    </Dialog>
  )
}

function Provider({ of, onAdded }: { of: CsafFound; onAdded: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const [chosen, setChosen] = useState(() => of.distributions.map(({ url }) => url))
  const add = useMutation({
    mutationFn: () => addCsafProvider({ url: of.url, distributions: chosen }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['vulnerabilities', 'csaf'] })
      onAdded()
    },
  })
  const toggle = (url: string) =>
    setChosen((before) => (before.includes(url) ? before.filter((one) => one !== url) : [...before, url]))
  return (
    <div className="stack" aria-live="polite">
      <p>
        <strong>{of.name}</strong>, {of.role ? t(`csaf.role.${of.role}`) : null}. {t('csaf.keys', { count: of.keys })}
      </p>
      {of.known ? (
        <Alert data-color="info" data-size="sm">
          {t('csaf.known')}
        </Alert>
      ) : (
        <>
          <Fieldset data-size="sm">
            <Fieldset.Legend>{t('csaf.choose')}</Fieldset.Legend>
            {of.distributions.map(({ url, tlp, title, kind }) => (
              <Checkbox
                key={url}
                label={[title || t(`csaf.kind.${kind}`), tlp ? `TLP:${tlp}` : ''].filter((part) => part).join(' · ')}
                description={url}
                checked={chosen.includes(url)}
                onChange={() => toggle(url)}
              />
            ))}
          </Fieldset>
          {add.error ? <ProblemNotice error={add.error} /> : null}
          <div className="dialog-actions">
            <Button disabled={chosen.length === 0} loading={add.isPending} onClick={() => add.mutate()}>
              {t('csaf.add.go')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

type AggregatorProps = { of: CsafFound; busy: boolean; onChoose: (url: string) => void }

function Aggregator({ of, busy, onChoose }: AggregatorProps) {
  const { t } = useText()
  return (
    <div className="stack">
      <p>{t('csaf.aggregator', { name: of.name, count: of.providers.length })}</p>
      <ul className="plain-list stack">
        {of.providers.map(({ name, url }) => (
          <li key={url}>
            <Button data-size="sm" variant="secondary" disabled={busy} onClick={() => onChoose(url)}>
              {name}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
