import { Button } from '@digdir/designsystemet-react'
import { useRef, useState } from 'react'
import type { Policy, PolicyRule } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Empty } from '../../components/empty.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { NoteDialog } from './note-dialog.tsx'
import { RuleDialog } from './rule-dialog.tsx'
import { RuleList } from './rule-list.tsx'
import { TrialResult } from './trial-result.tsx'
import type { PolicyActs } from './use-policy.ts'

type PolicyDraftProps = {
  policy: Policy
  acts: PolicyActs
  mayWrite: boolean
  /** Which rule is open, from 1. */
  open: number | undefined
  onOpen: (place: number | undefined) => void
}

/** The next version: changed in place, tried, compared, and switched on with a reason. */
export function PolicyDraft({ policy, acts, mayWrite, open, onOpen }: PolicyDraftProps) {
  const { t } = useText()
  const [switching, setSwitching] = useState(false)
  const result = useRef<HTMLDivElement>(null)
  const { draft, active } = policy
  const { write, trial, discard, on } = acts
  if (draft === null) {
    return (
      <Empty title={t('policy.no_draft')}>
        <p>{t('policy.no_draft.text')}</p>
      </Empty>
    )
  }
  const { rules } = draft
  const change = (changed: PolicyRule[], said: string) => write.mutate({ rules: changed, said, before: rules })
  const removed = active.rules.filter((rule) => !rules.some((one) => JSON.stringify(one) === JSON.stringify(rule)))
  const editing = {
    open: (place: number) => onOpen(place),
    move: (i: number, by: -1 | 1) => {
      const moved = [...rules]
      const [rule] = moved.splice(i, 1)
      if (rule) moved.splice(i + by, 0, rule)
      change(moved, t('policy.moved'))
    },
    remove: (i: number) =>
      change(
        rules.filter((_, at) => at !== i),
        t('policy.removed'),
      ),
  }
  const save = (rule: PolicyRule) => {
    const place = open ?? 0
    const isNew = place > rules.length
    // A new rule comes before the last, which takes what is left.
    const changed = isNew ? [...rules.slice(0, -1), rule, ...rules.slice(-1)] : rules.with(place - 1, rule)
    change(changed, t('policy.saved'))
  }
  return (
    <>
      <p className="quiet">
        {t('policy.draft.by', { by: draft.changed_by })} <Time at={draft.changed_at} />
      </p>
      <RuleList
        rules={rules}
        policy={policy}
        known={active.rules}
        decided={draft.trial?.rules}
        editing={mayWrite ? editing : undefined}
      />
      {removed.length > 0 ? (
        <Section level={2} title={t('policy.gone', { number: active.number })}>
          <RuleList rules={removed} policy={policy} />
        </Section>
      ) : null}
      {mayWrite ? (
        <div className="policy-acts">
          <Button data-size="sm" variant="secondary" onClick={() => onOpen(rules.length + 1)}>
            {t('policy.add')}
          </Button>
          <Button
            data-size="sm"
            variant={draft.trial ? 'secondary' : 'primary'}
            loading={trial.isPending}
            // The rules can be more than a screen: what was asked for stands below them.
            onClick={() => trial.mutate(undefined, { onSuccess: () => result.current?.scrollIntoView() })}
          >
            {t('policy.try')}
          </Button>
          <Button data-size="sm" disabled={draft.trial === null} onClick={() => setSwitching(true)}>
            {t('policy.on')}
          </Button>
          <Button data-size="sm" variant="tertiary" data-color="danger" onClick={() => discard.mutate(rules)}>
            {t('policy.discard')}
          </Button>
        </div>
      ) : null}
      <div ref={result} className="policy-trial">
        <Section level={2} title={t('trial.title')}>
          {trial.isPending ? <SkeletonRows rows={6} /> : null}
          {!trial.isPending && draft.trial === null ? <p className="quiet">{t('policy.untried')}</p> : null}
          {!trial.isPending && draft.trial && draft.tried_at ? (
            <TrialResult trial={draft.trial} triedAt={draft.tried_at} />
          ) : null}
        </Section>
      </div>
      {open !== undefined && mayWrite ? (
        <RuleDialog
          key={open}
          rule={rules[open - 1] ?? null}
          last={open === rules.length}
          policy={policy}
          busy={write.isPending}
          onSave={save}
          onClose={() => onOpen(undefined)}
        />
      ) : null}
      {switching ? (
        <NoteDialog
          text={t('policy.on.text')}
          confirm={t('policy.on')}
          title={t('policy.on.title', { number: draft.number })}
          busy={on.isPending}
          onConfirm={(note) => on.mutate({ number: draft.number, note })}
          onClose={() => setSwitching(false)}
        />
      ) : null}
    </>
  )
}
