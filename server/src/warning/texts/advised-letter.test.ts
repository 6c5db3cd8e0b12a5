import { languages, type Reason } from '@varde/contract'
import { expect, it } from 'vitest'
import type { AdvisedProduct } from './advised.ts'
import { advisedLetter } from './advised-letter.ts'

const reason: Reason = {
  code: 'in_range',
  source: 'cve:cna',
  product: 'Port',
  by: 'cpe',
  version: '9.1',
  range: '≥ 9.0, < 9.2',
  notes: [],
}
const product: AdvisedProduct = {
  name: 'Fjelltopp Port 9.1',
  cves: ['CVE-2026-10001'],
  verdict: 'affected',
  grade: 'certain',
  reason,
  assets: ['vpn01'],
  exposed: true,
  last_seen_at: '2026-11-20T12:00:00.000Z',
}
const text = { subject: 'Feil i Port', summary: 'Den utnyttes.', damage: '', news: '' }

function findingOf(changes: Partial<AdvisedProduct>, language: 'nb' | 'nn' | 'en' = 'nb') {
  const advised = {
    label: '[TEST-varsel]',
    version: 1,
    texts: { nb: text, nn: text, en: text },
    cves: ['CVE-2026-10001'],
    measures: [],
    products: [{ ...product, ...changes }],
  }
  const facts = {
    number: 1,
    severity: 'high',
    tlp: 'GREEN',
    dueHours: 24,
    memberName: 'Medlem',
    detections: [],
  } as const
  return advisedLetter(facts, advised, language).findings[0]
}

it('says how sure it is, why in the words that the web has, and what to do where it is not certain', () => {
  expect(findingOf({})?.howSure).toBe('Berørt. Versjon 9.1 er blant dem som er berørt (≥ 9.0, < 9.2).')
  const backport = { ...reason, notes: [{ code: 'backport', text: '' }] } as Reason
  expect(findingOf({ grade: 'likely', reason: backport }, 'nn')?.howSure).toBe(
    'Truleg råka. Versjon 9.1 er mellom dei som er råka (≥ 9.0, < 9.2). Pakken kjem frå ein distribusjon, som kan ha retta feilen utan nytt versjonsnummer. Sjekk kva de har.',
  )
  const missing = { ...reason, code: 'version_missing', version: '' } as const
  expect(findingOf({ verdict: 'unknown', reason: missing }, 'en')?.howSure).toBe(
    'We do not know whether you are affected. We do not know which version it is. Affected: ≥ 9.0, < 9.2. Check what you have.',
  )
  // Who says otherwise goes by a name of ours that is nothing to a member.
  const disagrees = { ...reason, notes: [{ code: 'disagrees', text: 'csaf:fjelltopp.example/7' }] } as Reason
  expect(findingOf({ reason: disagrees })?.howSure).toContain('En annen kilde sier noe annet.')
})

it('says of what a scan found where that is, and in what where that is known', () => {
  const scan: Reason = { ...reason, code: 'scan', by: 'scan', version: '', range: 'banner 9.1' }
  const scanned = { name: '192.0.2.7', assets: [], grade: 'likely' as const, reason: scan }
  expect(findingOf(scanned)).toMatchObject({
    what: 'En skanning så CVE-2026-10001 på 192.0.2.7',
    where: '192.0.2.7 (nås fra internett)',
    howSure: 'Trolig berørt. En skanning viser det. Sjekk maskinen.',
  })
  const inProduct = { ...scanned, name: 'Fjelltopp Port 9.1', assets: ['192.0.2.7'] }
  expect(findingOf(inProduct)).toMatchObject({
    what: 'Fjelltopp Port 9.1 (en skanning så CVE-2026-10001)',
    where: '192.0.2.7 (nås fra internett)',
  })
})

it('is whole without a reason, as what was sent before there was one', () => {
  const { reason: _, ...before } = product
  for (const language of languages) {
    const finding = findingOf({ ...before, reason: undefined as never, grade: 'possible' }, language)
    expect(finding?.howSure).not.toMatch(/undefined|\{/)
  }
})
