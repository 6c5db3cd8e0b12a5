import { createIntl } from 'react-intl'
import { describe, expect, it } from 'vitest'
import type { Language, PolicyRule } from '../../api/types.ts'
import { type MessageId, messagesIn } from '../../app/messages.ts'
import { fieldsOf, ruleOf } from './rule-fields.ts'
import { daysText, ruleText } from './rule-words.ts'

const messages = { nb: await messagesIn('nb'), nn: await messagesIn('nn'), en: await messagesIn('en') }
const naming = (language: Language) => {
  const intl = createIntl({ locale: language, messages: messages[language] })
  return {
    t: (id: MessageId, values?: Record<string, string | number>) => intl.formatMessage({ id }, values),
    language,
    member: (orgnr: string) => (orgnr === '999999999' ? 'Granvåg kommune' : orgnr),
    kind: (kind: string) => kind,
  }
}
const full: PolicyRule = {
  name: 'Natt',
  when: {
    causes: ['indicator'],
    categories: ['c2', 'ransomware'],
    severity_at_least: 'high',
    confidence_at_least: 70,
    sources: ['A'],
    members: ['999999999'],
    member_kinds: ['gp'],
    hours: { days: [1, 2, 3, 4, 5], from: '16:00', to: '08:00' },
  },
  action: 'warn',
  page: true,
}

describe('a rule in words', () => {
  it('says every condition and what follows', () => {
    expect(ruleText(full, naming('nb'))).toBe(
      'Når årsaken er en indikator, det gjelder fjernstyring eller løsepengevirus, alvoret er minst høy, det er minst 70 av 100 sikkert, kilden er A, medlemmet er Granvåg kommune, medlemmet er av typen gp og klokka er 16:00–08:00 mandag til fredag: varsle straks og si fra til vakten.',
    )
    const hours = { days: [6, 7], from: '00:00', to: '00:00', holidays: 'also' } as const
    const free = (when: PolicyRule['when']) => ruleText({ name: '', when, action: 'queue', page: true }, naming('nb'))
    expect(free({ hours: { ...hours, days: [6, 7] } })).toContain('00:00–00:00 lørdag og søndag og på helligdager:')
    expect(free({ hours: { ...hours, days: [6, 7], holidays: 'never' } })).toContain(
      'lørdag og søndag, men ikke på helligdager:',
    )
    expect(free({ hours: { ...hours, days: [] } })).toContain('00:00–00:00 på helligdager:')
    expect(ruleText({ name: '', when: {}, action: 'ignore', page: false }, naming('en'))).toBe('Otherwise: set aside.')
  })

  it('names days that follow one another by the first and the last', () => {
    const { t } = naming('nb')
    expect(daysText([6, 7], t, 'nb')).toBe('lørdag og søndag')
    expect(daysText([1, 3, 5], t, 'nb')).toBe('mandag, onsdag og fredag')
    expect(daysText([7, 1, 2, 3, 4, 5, 6], t, 'nb')).toBe('alle dager')
  })
})

it('a rule comes out of the form as it went in', () => {
  expect(ruleOf(fieldsOf(full))).toEqual(full)
  const hours = { days: [], from: '00:00', to: '00:00', holidays: 'also' } as const
  expect(ruleOf(fieldsOf({ ...full, when: { hours: { ...hours, days: [] } } })).when).toEqual({ hours })
  const open: PolicyRule = { name: '', when: {}, action: 'queue', page: false }
  expect(ruleOf(fieldsOf(open))).toEqual(open)
  expect(ruleOf({ ...fieldsOf(open), confidence: '140' }).when).toEqual({ confidence_at_least: 100 })
})
