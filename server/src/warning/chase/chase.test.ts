import type { ChaseRule } from '@varde/contract'
import { expect, it } from 'vitest'
import { type Chased, chaseFaults, deadlineFault, firstOf, planOf, rankDue, stepAt, stepDue } from './chase.ts'

const rule: ChaseRule = {
  severity: 'high',
  due_hours: 24,
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

it('takes no reminder that would be due at once', () => {
  const all = (['critical', 'high', 'medium', 'low'] as const).map((severity) => ({
    ...rule,
    severity,
    quiet: severity !== 'critical',
  }))
  const hours = (due_hours: number) =>
    chaseFaults(all.map((one) => (one.severity === 'low' ? { ...one, due_hours } : one)))
  expect(hours(6).map(({ message }) => message)).toEqual([
    'low: is reminded before it is told. Write less than 6 in before_hours.',
  ])
  expect(hours(7)).toEqual([])
})

it('takes one rule for each severity', () => {
  expect(chaseFaults([rule, rule]).map(({ message }) => message)).toEqual([
    'critical: is said 0 times. Write one rule.',
    'high: is said 2 times. Write one rule.',
    'medium: is said 0 times. Write one rule.',
    'low: is said 0 times. Write one rule.',
  ])
})

it('goes on from a deadline that was moved, and makes up for nothing', () => {
  const moved = at('26T12:00')
  const late = { ...sent, due_at: moved, chase_step: stepAt(rule, moved, at('24T13:00')) }
  expect(late.chase_step).toBe(0)
  expect(stepDue(late, rule, at('26T06:00'))).toBe(1)
  // Moved to within the first reminder: the next is the one at the deadline.
  const near = { ...sent, due_at: at('24T16:00'), chase_step: stepAt(rule, at('24T16:00'), at('24T13:00')) }
  expect(stepDue(near, rule, at('24T13:30'))).toBe(null)
  expect(stepDue(near, rule, at('24T16:00'))).toBe(2)
})

it('takes a deadline that is ahead, by a year at most', () => {
  expect(deadlineFault(at('24T12:00'), at('24T11:59'))).toBe(null)
  expect(deadlineFault(at('24T12:00'), at('24T12:00'))).toMatch(/past/)
  expect(deadlineFault(new Date('2027-11-25T12:00:00Z'), at('24T12:00'))).toMatch(/year/)
})
