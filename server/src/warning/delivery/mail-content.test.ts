import { type DeliveryKind, languages, type Tlp } from '@varde/contract'
import { describe, expect, it } from 'vitest'
import { wordsOf } from '../texts/catalogue.ts'
import { alone, contentOf, type Told } from './mail-content.ts'

const told = (number: number, tlp: Tlp, kind: DeliveryKind = 'warning', language: Told['claimed']['language'] = 'nb') =>
  ({
    claimed: { kind, round: 2, language },
    thread: { first: null, state: 'sent', due_at: new Date('2026-11-24T12:00:00Z'), answered_at: null, message: null },
    facts: {
      number,
      severity: number === 1 ? 'high' : 'low',
      tlp,
      dueHours: 24,
      memberName: 'Granvåg kommune',
      detections: [],
    },
    link: `https://varde.example/answer/${number}.`,
  }) satisfies Told

describe.each(languages)('a mail with several warnings, in %s', (language) => {
  const all = [
    told(1, 'AMBER', 'warning', language),
    told(2, 'RED', 'relapse', language),
    told(3, 'AMBER', 'reminder', language),
  ] as const
  const { subject, outerSubject, text, html, tlp } = contentOf([...all], true)

  it('says how many, the worst and the strictest, and outside the encryption no more than which', () => {
    const words = wordsOf[language]
    expect(subject).toBe(`${words.severity.high}: ${words.several(3, 'Granvåg kommune')} [TLP:RED]`)
    expect(outerSubject).toMatch(/^\[TLP:RED\] \S+ V-000001 \S+ 2 \S+$/)
    expect(tlp).toBe('RED')
    expect(text.endsWith(`${words.tlp.RED}\n`)).toBe(true)
  })

  it('has each with its own link and number, in text and HTML, and how to answer once', () => {
    for (const { link, facts } of all) {
      for (const body of [text, html]) expect(body.split(link)).toHaveLength(2)
      expect(text).toContain(`V-00000${facts.number}`)
    }
    expect(text.split(wordsOf[language].noSignIn)).toHaveLength(2)
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html.match(/<h2/g)).toHaveLength(3)
    expect(html).not.toMatch(/!?\$\{|undefined|&lt;h/)
  })
})

it('is called a reminder where it is nothing else, and is as ever where it is of one', () => {
  const [one, two] = [told(2, 'GREEN', 'reminder'), told(3, 'CLEAR', 'reminder')]
  expect(contentOf([one, two], false).subject).toBe('Lav: Purring på 2 varsler til Granvåg kommune [TLP:GREEN]')
  const single = contentOf([one], false)
  expect(single).toEqual({ ...alone(one, false), tlp: 'GREEN', outerSubject: '[TLP:GREEN] Varsel V-000002' })
  expect(single.subject).toMatch(/^Purring 2: /)
})
