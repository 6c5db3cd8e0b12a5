import type { ChaseRule } from '@varde/contract'
import { expect, it } from 'vitest'
import { type Chased, chaseFaults, firstOf, planOf, rankDue, stepDue } from './chase.ts'

const rule: ChaseRule = {
  severity: 'high',
  before_hours: 6,
  every_hours: 12,
  most: 2,
  all_at_once: false,
  quiet: true,
  gather_minutes: 0,
  quiet_first: false,
}
const due = new Date('2026-11-24T12:00:00Z')
const sent: Chased = { state: 'sent', severity: 'high', due_at: due, reminded_at: null, chase_step: 0 }
const at = (time: string) => new Date(`2026-11-${time}:00Z`)

it('plans a reminder before the deadline, one at it, and then at even times', () => {
  expect(planOf(rule, due).map((moment) => moment.toISOString().slice(8, 16))).toEqual([
    '24T06:00',
    '24T12:00',
    '25T00:00',
    '25T12:00',
  ])
})

it('reminds once for each moment, and once for all that were slept through', () => {
  expect(stepDue(sent, rule, at('24T05:59'))).toBe(null)
  expect(stepDue(sent, rule, at('24T06:00'))).toBe(1)
  expect(stepDue({ ...sent, chase_step: 1 }, rule, at('24T11:59'))).toBe(null)
  expect(stepDue({ ...sent, chase_step: 1 }, rule, at('24T12:00'))).toBe(2)
  expect(stepDue(sent, rule, at('25T13:00'))).toBe(4)
  expect(stepDue({ ...sent, chase_step: 4 }, rule, at('30T13:00'))).toBe(null)
  expect(stepDue({ ...sent, reminded_at: at('24T11:55') }, rule, at('24T12:00'))).toBe(null)
})

it('leaves who has acknowledged in peace until the deadline, and who has answered altogether', () => {
  expect(stepDue({ ...sent, state: 'acknowledged' }, rule, at('24T06:00'))).toBe(null)
  expect(stepDue({ ...sent, state: 'acknowledged' }, rule, at('24T12:00'))).toBe(2)
  expect(stepDue({ ...sent, state: 'answered' }, rule, at('25T12:00'))).toBe(null)
})

it('lets people sleep, but not when it is critical', () => {
  // 23:00 in Oslo.
  expect(stepDue(sent, rule, at('24T22:00'))).toBe(null)
  expect(stepDue(sent, rule, at('25T05:00'))).toBe(3)
  expect(stepDue({ ...sent, severity: 'critical' }, { ...rule, quiet: false }, at('24T22:00'))).toBe(2)
})

it('goes to the nearest first, and to the next after the deadline, one rank at a time', () => {
  const contacts = [{ rank: 1 }, { rank: 2 }, { rank: 1 }]
  expect(firstOf(contacts, rule)).toHaveLength(2)
  expect(firstOf(contacts, { ...rule, all_at_once: true })).toHaveLength(3)
  const told = (...ranks: number[]) => [1, 2, 3].map((rank) => ({ rank, told: ranks.includes(rank) }))
  const warning = { ...sent, escalated_at: null }
  expect(rankDue(warning, told(1), rule, at('24T11:59'))).toBe(null)
  expect(rankDue(warning, told(1), rule, due)).toBe(2)
  expect(rankDue({ ...warning, escalated_at: due }, told(1, 2), rule, at('24T13:00'))).toBe(null)
  expect(rankDue({ ...warning, escalated_at: due }, told(1, 2), rule, at('25T06:00'))).toBe(3)
  expect(rankDue(warning, told(1, 2, 3), rule, at('25T06:00'))).toBe(null)
  expect(rankDue({ ...warning, state: 'failed' }, told(1), rule, at('24T00:00'))).toBe(2)
})

it('is never quiet about what is critical', () => {
  const all = (['critical', 'high', 'medium', 'low'] as const).map((severity) => ({ ...rule, severity }))
  expect(chaseFaults(all).map(({ message }) => message)).toEqual(['critical: is never quiet. Write false.'])
  expect(chaseFaults(all.map((one) => ({ ...one, quiet: one.severity !== 'critical' })))).toEqual([])
})

it('takes one rule for each severity', () => {
  expect(chaseFaults([rule, rule]).map(({ message }) => message)).toEqual([
    'critical: is said 0 times. Write one rule.',
    'high: is said 2 times. Write one rule.',
    'medium: is said 0 times. Write one rule.',
    'low: is said 0 times. Write one rule.',
  ])
})
