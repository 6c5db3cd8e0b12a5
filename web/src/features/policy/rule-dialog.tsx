import { Checkbox, Switch, Textfield } from '@digdir/designsystemet-react'
import { useState } from 'react'
import type { Policy, PolicyRule, Severity } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { useKindName } from '../members/kind-name.ts'
import { isOrgnr, MemberField } from '../members/member-field.tsx'
import { severities } from '../triage/triage.search.ts'
import { actions, categories, causes, days, holidays } from './rule-choices.ts'
import { type Fields, fieldsOf, haveHours, ruleOf } from './rule-fields.ts'

type RuleDialogProps = {
  /** Null: a new one. */
  rule: PolicyRule | null
  /** It takes what is left, and has no conditions. */
  last: boolean
  policy: Policy
  busy: boolean
  onSave: (rule: PolicyRule) => void
  onClose: () => void
}

/** One rule: when, and what then. What is left open does not matter. */
export function RuleDialog({ rule, last, policy, busy, onSave, onClose }: RuleDialogProps) {
  const { t } = useText()
  const kindName = useKindName()
  const [fields, setFields] = useState<Fields>(() => fieldsOf(rule))
  const [member, setMember] = useState('')
  const set = (change: Partial<Fields>) => setFields((now) => ({ ...now, ...change }))
  const made = ruleOf(fields)
  const open = Object.keys(made.when).length === 0
  const names = new Map(policy.members.map((one) => [one.member, one.name]))
  return (
    <ConfirmDialog
      title={t(rule === null ? 'policy.rule.new' : 'policy.rule.change')}
      confirm={t('policy.rule.save')}
      busy={busy}
      disabled={open && !last}
      onClose={onClose}
      onConfirm={() => onSave(made)}
    >
      <Textfield
        label={t('policy.rule.name')}
        description={t('policy.rule.name.text')}
        maxLength={80}
        value={fields.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <SelectField
        label={t('policy.rule.action')}
        description={t(`policy.action.${fields.action}.text`)}
        choices={actions.map((value) => ({ value, label: t(`policy.action.${value}`) }))}
        value={fields.action}
        onChange={(action) => set({ action, page: action !== 'ignore' && fields.page })}
      />
      {fields.action === 'ignore' ? null : (
        <Switch
          label={t('policy.rule.page')}
          description={t('policy.rule.page.text')}
          checked={fields.page}
          onChange={(event) => set({ page: event.target.checked })}
        />
      )}
      {last ? (
        <p className="quiet">{t('policy.rule.last')}</p>
      ) : (
        <>
          <p className="quiet">{t('policy.rule.when')}</p>
          <SelectField
            label={t('policy.rule.severity')}
            choices={[
              { value: 'any', label: t('policy.any') },
              ...severities.map((value) => ({ value, label: t(`severity.${value}`) })),
            ]}
            value={fields.severity}
            onChange={(severity: Severity | 'any') => set({ severity })}
          />
          <Several
            legend={t('policy.rule.causes')}
            all={causes}
            chosen={fields.causes}
            label={(one) => t(`policy.cause.${one}`)}
            onChange={(chosen) => set({ causes: chosen })}
          />
          <Several
            legend={t('policy.rule.categories')}
            all={categories}
            chosen={fields.categories}
            label={(one) => t(`category.${one}`)}
            onChange={(chosen) => set({ categories: chosen })}
          />
          <Textfield
            label={t('policy.rule.confidence')}
            description={t('policy.rule.confidence.text')}
            type="number"
            min={0}
            max={100}
            value={fields.confidence}
            onChange={(event) => set({ confidence: event.target.value })}
          />
          {policy.sources.length + fields.sources.length > 0 ? (
            <Several
              legend={t('policy.rule.sources')}
              all={[...new Set([...policy.sources, ...fields.sources])]}
              chosen={fields.sources}
              label={(one) => one}
              onChange={(chosen) => set({ sources: chosen })}
            />
          ) : null}
          <Several
            legend={t('policy.rule.kinds')}
            all={[...new Set([...policy.member_kinds, ...fields.kinds])]}
            chosen={fields.kinds}
            label={kindName}
            onChange={(chosen) => set({ kinds: chosen })}
          />
          {fields.members.length > 0 ? (
            <Several
              legend={t('policy.rule.members')}
              all={fields.members}
              chosen={fields.members}
              label={(one) => names.get(one) ?? one}
              onChange={(chosen) => set({ members: chosen })}
            />
          ) : null}
          <MemberField
            label={t('policy.rule.member')}
            value={member}
            onChange={(value) => {
              if (isOrgnr(value)) set({ members: [...new Set([...fields.members, value.trim()])] })
              setMember(isOrgnr(value) ? '' : value)
            }}
          />
          <Several
            legend={t('policy.rule.days')}
            all={days}
            chosen={fields.days}
            label={(one) => t(`day.${one}`)}
            onChange={(chosen) => set({ days: chosen })}
          />
          <SelectField
            label={t('policy.rule.holidays')}
            description={t('policy.rule.holidays.text')}
            value={fields.holidays}
            choices={holidays.map((value) => ({ value, label: t(`policy.rule.holidays.${value}`) }))}
            onChange={(value) => set({ holidays: value })}
          />
          {haveHours(fields) ? (
            <div className="policy-hours">
              <Textfield
                label={t('policy.rule.from')}
                type="time"
                required
                value={fields.from}
                onChange={(event) => set({ from: event.target.value || '00:00' })}
              />
              <Textfield
                label={t('policy.rule.to')}
                type="time"
                required
                value={fields.to}
                onChange={(event) => set({ to: event.target.value || '00:00' })}
              />
              <p className="quiet">{t('policy.rule.hours.text')}</p>
            </div>
          ) : null}
          {open ? <p className="note">{t('policy.rule.open')}</p> : null}
        </>
      )}
    </ConfirmDialog>
  )
}

/** Any of several; none means that it does not matter. */
function Several<T extends string | number>({
  legend,
  all,
  chosen,
  label,
  onChange,
}: {
  legend: string
  all: readonly T[]
  chosen: readonly T[]
  label: (one: T) => string
  onChange: (chosen: T[]) => void
}) {
  return (
    <fieldset className="plain-fieldset policy-several">
      <legend>{legend}</legend>
      {all.map((one) => (
        <Checkbox
          key={one}
          data-size="sm"
          value={String(one)}
          label={label(one)}
          checked={chosen.includes(one)}
          onChange={(event) =>
            onChange(
              event.target.checked
                ? all.filter((x) => x === one || chosen.includes(x))
                : chosen.filter((x) => x !== one),
            )
          }
        />
      ))}
    </fieldset>
  )
}
