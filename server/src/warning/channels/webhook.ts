/** What a webhook is told, how a call is signed, and what follows from the answer. Values in, values out. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Severity, Tlp, WarningState, WebhookState, WebhookType } from '@varde/contract'
import { liesIn, parseAddress } from '../../platform/index.ts'
import { severityRank } from '../detections/detection.ts'
import { oneLine } from '../texts/safe.ts'
import { numberOf } from '../warnings/warning.ts'

/** So many calls given up after one another, each tried for about a day, and nobody is there any more. */
const mostGivenUp = 5

/** As Standard Webhooks writes a secret: 24 to 64 bytes. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/** @param secrets each signs, so that either of two is accepted while the receiver changes over */
export function signatureOf(
  secrets: readonly string[],
  { id, seconds, body }: { id: string; seconds: number; body: string },
): string {
  return secrets
    .map((secret) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
    .map((key) => `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`)
    .join(' ')
}

/** Only https, but to a network that the operator has named. @returns what is wrong, with the mend; null for nothing */
export function urlFault({ protocol, hostname }: URL, allow: readonly string[]): string | null {
  if (protocol === 'https:') return null
  const address = parseAddress(hostname.replace(/^\[|\]$/g, ''))
  return address !== null && liesIn(address, allow)
    ? null
    : 'Write an address that begins with https: what is sent must not be read on the way.'
}

export function isTold(
  { types, least, state }: { types: readonly string[]; least: Severity; state: WebhookState },
  { type, severity }: { type: WebhookType; severity: Severity },
): boolean {
  return state === 'on' && types.includes(type) && severityRank(severity) <= severityRank(least)
}

export type ToldOf = {
  id: string
  number: number
  orgnr: string
  title: string
  severity: Severity
  tlp: Tlp
  state: WarningState
  due_at: Date | null
}

/**
 * What is said of a warning: enough to find it, and no more than its TLP lets out. An address may be anybody's service,
 * so what is for named people or for the organisation alone keeps its title to itself.
 */
export function dataOf(warning: ToldOf) {
  const kept = warning.tlp === 'RED' || warning.tlp === 'AMBER+STRICT'
  return {
    id: warning.id,
    number: numberOf(warning.number),
    member: warning.orgnr,
    title: kept ? null : oneLine(warning.title),
    severity: warning.severity,
    tlp: warning.tlp,
    // Mail may be under way still; for who is told here, it has been sent.
    state: warning.state === 'sending' ? ('sent' as const) : warning.state,
    due_at: warning.due_at?.toISOString() ?? null,
  }
}

/** The body of a call, as Standard Webhooks advises: type, time, data. */
export function bodyOf(
  { type, created_at, data }: { type: string; created_at: Date; data: string },
  publicUrl: string,
): string {
  const said = JSON.parse(data) as { id?: string }
  const link = said.id === undefined ? {} : { url: `${publicUrl}/portal/warnings/${said.id}` }
  return JSON.stringify({ type, timestamp: created_at.toISOString(), data: { ...said, ...link } })
}

export type AfterCall = {
  state: 'delivered' | 'deferred' | 'failed'
  given_up: number
  /** Why the webhook is called no more; null: it is. */
  stop: 'gone' | 'failing' | null
}

/** @param status null where nothing answered */
export function afterCall(
  status: number | null,
  { last, given_up, test }: { last: boolean; given_up: number; test: boolean },
): AfterCall {
  if (status !== null && status >= 200 && status < 300) return { state: 'delivered', given_up: 0, stop: null }
  if (status === 410) return { state: 'failed', given_up, stop: 'gone' }
  // Who tries wants to know at once; and what is only tried says nothing of how it goes otherwise.
  if (test) return { state: 'failed', given_up, stop: null }
  if (!last) return { state: 'deferred', given_up, stop: null }
  return { state: 'failed', given_up: given_up + 1, stop: given_up + 1 >= mostGivenUp ? 'failing' : null }
}
