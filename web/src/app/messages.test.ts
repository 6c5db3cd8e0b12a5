import { createIntl } from 'react-intl'
import { expect, test } from 'vitest'
import type { Language } from '../api/types.ts'
import { type MessageId, messagesIn } from './messages.ts'

const languages: Language[] = ['nb', 'nn', 'en']
const messages = { nb: await messagesIn('nb'), nn: await messagesIn('nn'), en: await messagesIn('en') }
const ids = Object.keys(messages.nb) as MessageId[]

/** The names of the values that a text asks for. */
function asked(text: string): string[] {
  return [...new Set([...text.matchAll(/\{([a-z_]+)(?=[,}])/g)].map((found) => found[1] ?? ''))].sort()
}

test('every text is written and can be read by the formatter, in every language', () => {
  for (const language of languages) {
    const faults: string[] = []
    const intl = createIntl({
      locale: language,
      messages: messages[language],
      onError: (fault) => faults.push(String(fault)),
    })
    for (const id of ids) {
      const values = Object.fromEntries(asked(messages[language][id]).map((name) => [name, 2]))
      expect(intl.formatMessage({ id }, values), `${language} ${id}`).not.toBe('')
    }
    expect(faults).toEqual([])
  }
})

test('a text asks for the same values in every language', () => {
  for (const id of ids) {
    for (const language of languages)
      expect(asked(messages[language][id]), `${language} ${id}`).toEqual(asked(messages.nb[id]))
  }
})

test('nynorsk is not bokmål: no bokmål form slips in', () => {
  for (const id of ids)
    expect(messages.nn[id], id).not.toMatch(/(?<!\p{L})(ikke|hva|hvem|hvor|noe|fra|en|et|jeg|siden|varsler)(?!\p{L})/iu)
})
