import { Button } from '@digdir/designsystemet-react'
import type { Policy, PolicyRule } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useKindName } from '../members/kind-name.ts'
import { ruleText } from './rule-words.ts'

export type Editing = {
  open: (place: number) => void
  move: (place: number, by: -1 | 1) => void
  remove: (place: number) => void
}

type RuleListProps = {
  rules: PolicyRule[]
  policy: Policy
  /** Rules to compare with: those that are not among them are marked. */
  known?: PolicyRule[] | undefined
  /** How many of the last 30 days each decides. */
  decided?: number[] | undefined
  editing?: Editing | undefined
}

/** The rules in their order, in words; the first that fits decides. */
export function RuleList({ rules, policy, known, decided, editing }: RuleListProps) {
  const { t, count } = useText()
  const say = useRuleText(policy)
  const before = new Set(known?.map((rule) => JSON.stringify(rule)))
  return (
    <ol className="policy-rules">
      {rules.map((rule, i) => {
        const place = i + 1
        const last = place === rules.length
        return (
          <li key={`${place} ${JSON.stringify(rule)}`} className="policy-rule" data-action={rule.action}>
            <span className="policy-place" aria-hidden="true">
              {place}
            </span>
            <div className="policy-said">
              {rule.name ? <strong>{rule.name}</strong> : null}
              <span>{say(rule)}</span>
              <span className="quiet policy-marks">
                {known && !before.has(JSON.stringify(rule)) ? <span className="note">{t('policy.new')}</span> : null}
                {decided ? (
                  <span>{t('policy.decides', { number: decided[i] ?? 0, count: count(decided[i] ?? 0) })}</span>
                ) : null}
              </span>
            </div>
            {editing ? (
              <div className="policy-buttons">
                <Button
                  variant="tertiary"
                  data-size="sm"
                  aria-label={t('policy.up', { place })}
                  disabled={i === 0 || last}
                  onClick={() => editing.move(i, -1)}
                >
                  <span aria-hidden="true">↑</span>
                </Button>
                <Button
                  variant="tertiary"
                  data-size="sm"
                  aria-label={t('policy.down', { place })}
                  disabled={place >= rules.length - 1}
                  onClick={() => editing.move(i, 1)}
                >
                  <span aria-hidden="true">↓</span>
                </Button>
                <Button
                  variant="tertiary"
                  data-size="sm"
                  aria-label={t('policy.change.label', { place })}
                  onClick={() => editing.open(place)}
                >
                  {t('policy.change')}
                </Button>
                <Button
                  variant="tertiary"
                  data-size="sm"
                  data-color="danger"
                  aria-label={t('policy.remove.label', { place })}
                  disabled={last}
                  onClick={() => editing.remove(i)}
                >
                  {t('policy.remove')}
                </Button>
              </div>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}

function useRuleText(policy: Policy): (rule: PolicyRule) => string {
  const { t, language } = useText()
  const kind = useKindName()
  const names = new Map(policy.members.map(({ member, name }) => [member, name]))
  return (rule) => ruleText(rule, { t, language, kind, member: (orgnr) => names.get(orgnr) ?? orgnr })
}
