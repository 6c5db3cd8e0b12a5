import { categories, detectionStates, severities } from '@varde/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { categoryOf } from './category.ts'
import { type DetectionEvent, detectionAfter, labelOf, severityOf, severityRank, worstOf } from './detection.ts'

const indicator = (category: string, confidence: number) => severityOf({ kind: 'indicator', category, confidence })
const signature = (alertSeverity: number) => severityOf({ kind: 'signature', alertSeverity })

describe('category', () => {
  it.each([
    ['c2', 'c2'],
    ['C&C server', 'c2'],
    ['Malware Command and Control Activity Detected', 'c2'],
    ['botnet-cc', 'botnet'],
    ['Ransomware C2', 'ransomware'],
    ['Credential phishing', 'phishing'],
    ['A Network Trojan was detected', 'malware'],
    ['Attempted Administrator Privilege Gain', 'exploit'],
    ['Detection of a Network Scan', 'scanner'],
    ['Potential Corporate Privacy Violation', 'policy'],
    ['Misc activity', 'other'],
    ['', 'other'],
  ])('%s is about %s', (text, category) => expect(categoryOf(text)).toBe(category))
})

describe('severity', () => {
  it('follows what the indicator is about and how sure its source is', () => {
    expect(indicator('c2', 90)).toBe('critical')
    expect(indicator('ransomware', 69)).toBe('high')
    expect(indicator('phishing', 70)).toBe('high')
    expect(indicator('phishing', 69)).toBe('medium')
    expect(indicator('something else', 100)).toBe('medium')
  })

  it('is low below 30 and never low from there on, and never falls with more confidence', () => {
    const text = fc.oneof(fc.constantFrom(...categories), fc.string())
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (category, a, b) => {
        expect(indicator(category, a) === 'low').toBe(a < 30)
        const [less, more] = a < b ? [a, b] : [b, a]
        expect(severityRank(indicator(category, more))).toBeLessThanOrEqual(severityRank(indicator(category, less)))
      }),
    )
  })

  it('of a signature is the sensor’s own', () => {
    expect([1, 2, 3, 4, 255, 0].map(signature)).toEqual(['high', 'medium', 'low', 'low', 'low', 'low'])
  })

  it('of several is the worst', () => {
    expect(worstOf(['low', 'high', 'medium'])).toBe('high')
    expect(worstOf([])).toBe('low')
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...severities), { minLength: 1 }), (all) => {
        expect(severityRank(worstOf(all))).toBe(Math.min(...all.map(severityRank)))
      }),
    )
  })
})

describe('the life of a detection', () => {
  const after = (state: (typeof detectionStates)[number], event: DetectionEvent) => {
    const outcome = detectionAfter(state, event)
    return 'to' in outcome ? outcome.to : 'refused'
  }

  it('warns once, keeps a judgement, and lets a relapse wait again', () => {
    expect(after('queued', 'warn')).toBe('warned')
    expect(after('warned', 'warn')).toBe('refused')
    expect(after('warned', 'recur')).toBe('warned')
    expect(after('dismissed', 'recur')).toBe('dismissed')
    expect(after('resolved', 'recur')).toBe('queued')
    expect(after('dismissed', 'restore')).toBe('queued')
    expect(after('warned', 'dismiss')).toBe('refused')
    expect(after('resolved', 'reopen')).toBe('warned')
    expect(after('queued', 'arrange')).toBe('queued')
    expect(after('warned', 'arrange')).toBe('refused')
    expect(after('warned', 'assign')).toBe('warned')
  })

  it('never refuses what the sensor sees', () => {
    for (const state of detectionStates) expect(after(state, 'recur')).not.toBe('refused')
  })
})

it('shows a wildcard domain with its star', () => {
  expect(labelOf('wildcard_domain', 'portal.example')).toBe('*.portal.example')
  expect(labelOf('wildcard_domain', '*.portal.example')).toBe('*.portal.example')
  expect(labelOf('domain', 'portal.example')).toBe('portal.example')
})
