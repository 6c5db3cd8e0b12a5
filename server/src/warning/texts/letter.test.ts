import { categories, type HitField, hitFields, languages, severities, tlps } from '@varde/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { wordsOf } from './catalogue.ts'
import { letterOf } from './letter.ts'
import type { DetectionFacts, WarningFacts } from './letter-parts.ts'
import { mailOf } from './mail.ts'
import { measures } from './measures.ts'
import { defang, most, oneLine } from './safe.ts'

const detection = (part: Partial<DetectionFacts> = {}): DetectionFacts => ({
  kind: 'indicator',
  reported: false,
  key: 'a',
  label: 'skadelig.example',
  category: 'c2',
  indicatorType: 'domain',
  source: 'Testkilde',
  confidence: 90,
  innerHost: '10.20.0.4',
  fields: ['dns'],
  severity: 'critical',
  attribution: 'network',
  retrospective: false,
  events: 17,
  firstSeen: new Date('2026-11-24T03:00:00Z'),
  lastSeen: new Date('2026-11-24T03:12:00Z'),
  ...part,
})
const facts = (detections: DetectionFacts[] = [detection()], part: Partial<WarningFacts> = {}): WarningFacts => ({
  number: 123,
  severity: 'critical',
  tlp: 'AMBER',
  dueHours: 4,
  memberName: 'Granvåg kommune',
  detections,
  ...part,
})
const link = 'https://varde.example/answer/abc.def.ghi'
const mail = (warning: WarningFacts, language: (typeof languages)[number] = 'nb') =>
  mailOf(letterOf(warning, language), link)

describe.each(languages)('a warning in %s', (language) => {
  it('says what, when, where, how sure, what to do, by when, and where to answer, in text and HTML', () => {
    const words = wordsOf[language]
    const { subject, text, html } = mail(facts(), language)
    expect(subject).toContain('V-000123')
    expect(subject).toContain('TLP:AMBER')
    expect(subject).toContain(words.severity.critical)
    for (const body of [text, html]) {
      for (const part of [
        words.headline.c2,
        words.meaning.c2,
        words.what,
        words.when,
        words.where,
        words.howSure,
        words.doThis,
        'skadelig[.]example',
        '10.20.0.4',
        '04:00',
        '04:12',
        'CET',
        'Testkilde',
        '90',
        words.sure[0]?.word,
        words.deadline(4),
        'V-000123',
        'TLP:AMBER',
        link,
        ...measures.c2[language],
      ]) {
        expect(body).toContain(part)
      }
    }
    expect(text.split(/\s+/)).toContain(link)
    expect(html).toContain(`<html lang="${language}"`)
    expect(html).not.toMatch(/<img|<script|<link|url\(/)
  })

  it('has something for every kind, field, severity and TLP, and three to five steps for each kind', () => {
    for (const category of categories) {
      expect(measures[category][language].length).toBeGreaterThanOrEqual(3)
      expect(measures[category][language].length).toBeLessThanOrEqual(5)
    }
    for (const tlp of tlps) expect(mail(facts(undefined, { tlp }), language).text).toContain(`TLP:${tlp}:`)
    for (const severity of severities) {
      expect(mail(facts(undefined, { severity }), language).text).toContain(wordsOf[language].severity[severity])
    }
    const said = hitFields.map(
      (field: HitField) => letterOf(facts([detection({ fields: [field] })]), language).findings[0]?.what,
    )
    expect(new Set(said).size).toBe(hitFields.length)
  })
})

describe('what comes from outside', () => {
  const nasty = '<b onclick="x">&\r\nBcc: alle@medlem.example\u202e\u0000 http://ond.example/a'
  it('is escaped in HTML, is one line in text, and forges no header', () => {
    const warning = facts(
      [detection({ kind: 'signature', label: nasty, category: nasty, source: nasty, innerHost: nasty })],
      {
        memberName: nasty,
      },
    )
    const { subject, text, html } = mail(warning)
    for (const said of [subject, text, html]) expect(said).not.toMatch(/\p{Cf}|[^\P{Cc}\n]/u)
    expect(subject).not.toContain('\n')
    expect(text).not.toMatch(/^Bcc:/m)
    expect(html).not.toContain('<b onclick')
    expect(html).toContain('&#60;b onclick')
    expect(text).not.toContain('«<b onclick="x">& Bcc: alle@medlem.example http://')
    expect(text).toContain('hxxp://ond[.]example/a')
  })

  it('never breaks out, whatever it is', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 })
    fc.assert(
      fc.property(text, text, text, (label, source, memberName) => {
        const clean = mail(facts([detection({ label: 'x', source: 'y' })], { memberName: 'z' }))
        const { subject, html } = mail(facts([detection({ label, source })], { memberName }))
        expect(subject).not.toMatch(/[\r\n]/)
        // The same tags, whatever the words.
        expect(html.match(/<\/?[a-z][^>]*>/g)?.length).toBe(clean.html.match(/<\/?[a-z][^>]*>/g)?.length)
      }),
    )
  })

  it('cannot be clicked', () => {
    expect(defang('http://ond.example:80/a.b')).toBe('hxxp://ond[.]example:80/a[.]b')
    expect(defang('203.0.113.1')).toBe('203[.]0[.]113[.]1')
    expect(defang('*.ond.example')).toBe('*[.]ond[.]example')
    expect(defang('noen@ond.example')).toBe('noen[@]ond[.]example')
    expect(defang('Slutt. Ny setning')).toBe('Slutt. Ny setning')
  })

  it('is cut where it is too long', () => {
    expect(oneLine('x'.repeat(300))).toHaveLength(200)
  })
})

describe('several detections', () => {
  it('are grouped by cause, the most severe first, with all hosts of a cause together', () => {
    const letter = letterOf(
      facts([
        detection({ key: 'b', label: 'lav.example', severity: 'low', category: 'scanner' }),
        detection({ key: 'a', innerHost: '10.0.0.1', events: 2 }),
        detection({ key: 'a', innerHost: '10.0.0.2', events: 3, lastSeen: new Date('2026-11-25T10:00:00Z') }),
      ]),
      'nb',
    )
    expect(letter.findings.map(({ where }) => where)).toEqual(['10.0.0.1, 10.0.0.2', '10.20.0.4'])
    expect(letter.findings[0]?.when).toBe(
      '24. nov. 2026 kl. 04:00 til 25. nov. 2026 kl. 11:00 norsk tid (CET), 5 hendelser',
    )
    expect(letter.headline).toBe(wordsOf.nb.headline.c2)
    expect(letter.subject).toContain('3 maskiner')
    expect(letter.measures).toHaveLength(2)
  })

  it('are cut after twenty, and so are hosts, saying how many more there are', () => {
    const causes = letterOf(facts(Array.from({ length: 23 }, (_, i) => detection({ key: `${i}` }))), 'nb')
    expect([causes.findings.length, causes.more]).toEqual([most, 3])
    expect(mailOf(causes, link).text).toContain('og 3 til')
    const hosts = letterOf(facts(Array.from({ length: 25 }, (_, i) => detection({ innerHost: `10.0.0.${i}` }))), 'nb')
    expect(hosts.findings[0]?.where).toMatch(/10\.0\.0\.19 og 5 til$/)
  })
})

it('names the zone as it is on the day: summer time too', () => {
  const summer = new Date('2026-07-01T03:00:00Z')
  expect(letterOf(facts([detection({ firstSeen: summer, lastSeen: summer })]), 'en').findings[0]?.when).toBe(
    '1 Jul 2026 at 05:00 Norwegian time (CEST), 17 events',
  )
})

it('says that it was found afterwards, where all of it was', () => {
  const old = detection({ retrospective: true })
  const when = (detections: DetectionFacts[]) => letterOf(facts(detections), 'nb').findings[0]?.when
  expect(when([old])).toContain(`17 hendelser. ${wordsOf.nb.lookedBack}`)
  expect(when([old, detection()])).not.toContain(wordsOf.nb.lookedBack)
})

it('says when the member is known only by its sensor, and when the listed address is its own', () => {
  expect(letterOf(facts([detection({ attribution: 'sensor' })]), 'nb').findings[0]?.howSure).toContain(
    wordsOf.nb.bySensorOnly,
  )
  const own = letterOf(facts([detection({ label: '192.0.2.9', innerHost: '192.0.2.9', fields: ['src_ip'] })]), 'nb')
  expect(own.findings[0]?.what).toContain('står selv på en liste')
})

describe.each(languages)('a report in %s', (language) => {
  const reported = (category: string) =>
    letterOf(
      facts([detection({ kind: 'signature', reported: true, label: 'Shadowserver: Accessible RDP', category })]),
      language,
    )

  it('is not said to be a sensor’s, and an open service is to be closed', () => {
    const words = wordsOf[language]
    const { headline, findings, measures: told } = reported('vulnerable-system')
    expect(headline).toBe(words.headline.exposed)
    expect(told[0]?.steps).toEqual(measures.exposed[language])
    expect(findings[0]?.what).toContain('Shadowserver: Accessible RDP')
    expect(findings[0]?.what).not.toMatch(/sensor/i)
    expect(findings[0]?.howSure).toContain(words.surenessOfReport)
  })

  it('of a machine that attacks others is about a machine that is used by others', () => {
    expect(reported('brute-force').headline).toBe(wordsOf[language].headline.botnet)
    expect(reported('infected-system').headline).toBe(wordsOf[language].headline.malware)
    expect(reported('something-new').headline).toBe(wordsOf[language].headline.other)
  })
})

it('a national identity number in what was seen is hidden in every part of the mail', () => {
  const seen = detection({ label: 'http://skadelig.example/pasient?fnr=01010100131', source: 'Fra 010101 00131' })
  const { subject, text, html } = mail(facts([{ ...seen, indicatorType: 'url' }]))
  for (const part of [subject, text, html]) expect(part).not.toMatch(/010101 ?00131/)
  expect(text).toContain('fnr=***********')
})

it('says the deadline in hours, and in days where they are whole', () => {
  const said = (dueHours: number) => letterOf(facts(undefined, { dueHours }), 'nb').deadline
  expect([1, 24, 36, 48, 60, 168].map(said)).toEqual([
    'Svar innen én time.',
    'Svar innen 24 timer.',
    'Svar innen 36 timer.',
    'Svar innen 2 dager.',
    'Svar innen 60 timer.',
    'Svar innen 7 dager.',
  ])
})
