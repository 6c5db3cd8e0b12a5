import type { Language } from '@varde/contract'
import { languages } from '@varde/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isFinal } from '../../platform/index.ts'
import { isPhoned, type PhoneFacts, phoneText, plain, septets } from './phone.ts'

const facts: PhoneFacts = {
  kind: 'warning',
  number: 123,
  severity: 'critical',
  tlp: 'AMBER',
  member: 'Åsgård kommune',
  language: 'nb',
  news: null,
}
const we = { us: 'HelseCERT', phone: '+47 22 00 00 00' }

describe('a message by telephone', () => {
  it('says who writes, how severe, which, whom it is about, and what to do', () => {
    expect(phoneText(facts, we)).toBe(
      'HelseCERT: Nytt kritisk varsel V-000123 til Åsgård kommune. Se e-post eller portalen. Ring oss: +47 22 00 00 00',
    )
    expect(phoneText({ ...facts, kind: 'relapse', language: 'nn' }, { us: 'HelseCERT', phone: null })).toBe(
      'HelseCERT: Sett att, kritisk varsel V-000123 til Åsgård kommune. Sjå e-post eller portalen.',
    )
    expect(phoneText({ ...facts, kind: 'reminder', language: 'en', severity: 'high' }, we)).toContain(
      'Reminder, serious warning V-000123 to Åsgård kommune.',
    )
  })

  it('says of an advisory that it is a new version, and what is new where it is for everyone', () => {
    const version = { ...facts, kind: 'relapse', severity: 'high', news: 'Feilen blir nå utnyttet.' } as const
    expect(phoneText({ ...version, tlp: 'GREEN' }, { us: 'HelseCERT', phone: null })).toBe(
      'HelseCERT: Ny versjon av alvorlig varsel V-000123 til Åsgård kommune. Feilen blir nå utnyttet. Se e-post eller portalen.',
    )
    const text = (one: Partial<PhoneFacts>) => phoneText({ ...version, ...one }, we)
    for (const tlp of ['AMBER', 'AMBER+STRICT', 'RED'] as const) {
      expect(text({ tlp })).toContain('Ny versjon av alvorlig varsel')
      expect(text({ tlp })).toContain('Se hva som er nytt, i e-post eller portalen.')
      expect(text({ tlp })).not.toContain('utnyttet')
    }
    const long = text({
      tlp: 'CLEAR',
      news: 'Produsenten har gitt ut en ny rettelse, og den forrige holdt ikke. '.repeat(3),
    })
    expect(septets(long)).toBeLessThanOrEqual(160)
    expect(long).toContain('Produsenten har gitt')
    expect(long).toContain(we.phone)
    expect(text({ tlp: 'CLEAR', news: '' })).toContain('Se hva som er nytt')
    expect(text({ kind: 'reminder', tlp: 'CLEAR' })).toContain('Purring, alvorlig varsel')
  })

  it.each(['RED', 'AMBER+STRICT'] as const)('names nobody in what is TLP:%s', (tlp) => {
    expect(phoneText({ ...facts, tlp }, we)).not.toContain('Åsgård')
  })

  it('is one SMS, whatever the member is called, and keeps what must be done', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300, size: 'max' }),
        fc.constantFrom<Language>(...languages),
        fc.constantFrom('warning', 'reminder', 'relapse'),
        fc.constantFrom('critical', 'high', 'medium', 'low'),
        (member, language, kind, severity) => {
          const text = phoneText({ ...facts, member, language, kind, severity }, we)
          expect(septets(text)).toBeLessThanOrEqual(160)
          expect(text).toContain('V-000123')
          expect(text).toContain('+47 22 00 00 00')
          expect(plain(text)).toBe(text)
        },
      ),
    )
  })

  it('has no letter that would make it two', () => {
    expect(plain('Guovdageainnu suohkan – Čálliid {ŋ} 😀 Møre')).toBe('Guovdageainnu suohkan - Calliid ??? ? Møre')
  })
})

describe('who is told by telephone', () => {
  it('is told from the severity on that they chose', () => {
    expect(isPhoned('high', 'critical')).toBe(true)
    expect(isPhoned('high', 'high')).toBe(true)
    expect(isPhoned('high', 'medium')).toBe(false)
    expect(isPhoned(null, 'critical')).toBe(false)
  })

  it.each([
    [400, true],
    [401, true],
    [408, false],
    [429, false],
    [500, false],
    [302, false],
  ])('after %i it is over: %s', (status, final) => {
    expect(isFinal(status)).toBe(final)
  })
})
