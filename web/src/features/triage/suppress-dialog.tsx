import { Checkbox, Textfield } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Detection, NewSuppression, Severity } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { autofocus } from '../../components/autofocus.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { middle } from '../../components/middle.ts'
import { SelectField } from '../../components/select-field.tsx'
import { UntilField, useUntil } from '../../components/until-field.tsx'
import { suppressTimes } from './suppress-times.ts'
import { suppressionTryQuery } from './suppressions.queries.ts'
import { severities } from './triage.search.ts'

const properties = ['cause', 'member', 'host', 'category', 'source'] as const
type Property = (typeof properties)[number]

type SuppressDialogProps = { row: Detection; onConfirm: (what: NewSuppression) => void; onClose: () => void }

/** What is to be held back, as like the detection as the reader wants it: at first this cause at this member. */
export function SuppressDialog({ row, onConfirm, onClose }: SuppressDialogProps) {
  const { t } = useText()
  const [ticked, setTicked] = useState<ReadonlySet<Property>>(new Set(['cause', 'member']))
  const [network, setNetwork] = useState(row.inner_host ?? '')
  const [upTo, setUpTo] = useState<Severity>(row.severity)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const time = useUntil(suppressTimes)
  const { cause } = row
  const named: Record<Property, string> = {
    cause: middle(cause.label, 40),
    member: row.member_name,
    host: row.inner_host ?? '',
    category: cause.category,
    source: cause.source,
  }
  const offered = properties.filter((one) => named[one] !== '')
  const toggle = (one: Property) =>
    setTicked((old) => {
      const next = new Set(old)
      if (!next.delete(one)) next.add(one)
      return next
    })
  const nothing = offered.every((one) => !ticked.has(one))
  const wrongNetwork = ticked.has('host') && !/^[\da-f:.]+(\/\d{1,3})?$/i.test(network.trim())
  const said = (one: Property, value: string) => (ticked.has(one) && value !== '' ? value : undefined)
  const what = {
    ...compact({
      cause: ticked.has('cause') ? { kind: cause.kind, key: cause.key } : undefined,
      member: said('member', row.member),
      network: said('host', network.trim()),
      category: said('category', cause.category),
      source: said('source', cause.source),
    }),
    up_to: upTo,
  }
  const tried = useQuery({ ...suppressionTryQuery(what), enabled: !nothing && !wrongNetwork }).data
  const confirm = () => {
    setAsked(true)
    const { until } = time
    if (until === null || nothing || reason.trim() === '' || wrongNetwork) return
    onConfirm({ ...what, reason: reason.trim(), until: until.toISOString() })
  }
  return (
    <ConfirmDialog
      title={t('suppress.title')}
      confirm={t('act.suppress')}
      disabled={time.until === null}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t('suppress.text')}</p>
      <Textfield
        ref={autofocus}
        label={t('suppress.reason')}
        description={t('suppress.reason.text')}
        error={asked && reason.trim() === '' ? t('suppress.reason.missing') : undefined}
        value={reason}
        maxLength={1000}
        onChange={(event) => setReason(event.target.value)}
      />
      <fieldset className="plain-fieldset">
        <legend>{t('suppress.what')}</legend>
        {offered.map((one) => (
          <Checkbox
            key={one}
            value={one}
            label={one === 'host' ? t('suppress.host') : t(`suppress.${one}`, { value: named[one] })}
            checked={ticked.has(one)}
            onChange={() => toggle(one)}
          />
        ))}
        {nothing ? <p className="note">{t('suppress.nothing')}</p> : null}
      </fieldset>
      <p role="status">{tried && !nothing && !wrongNetwork ? t('suppress.tried', tried) : null}</p>
      {ticked.has('host') ? (
        <Textfield
          label={t('suppress.host.network')}
          description={t('suppress.host.text')}
          error={asked && wrongNetwork ? t('suppress.host.wrong') : undefined}
          value={network}
          onChange={(event) => setNetwork(event.target.value)}
        />
      ) : null}
      <SelectField
        label={t('suppress.up_to')}
        description={t('suppress.up_to.text')}
        value={upTo}
        choices={severities.map((value) => ({ value, label: t(`severity.${value}`) }))}
        onChange={(value) => setUpTo(severities.find((one) => one === value) ?? row.severity)}
      />
      <UntilField {...time} legend={t('until.title')} />
    </ConfirmDialog>
  )
}
