/** What an operation is called with, where it asks for more than an id or a member in its address. */
import type { Own } from '../callers.ts'
import type { Side, World } from '../world/index.ts'

export type Sample = {
  params?: (side: Side, world: World) => Record<string, string>
  query?: (side: Side) => Record<string, string>
  /** Text is CSV, a form is sent as one, and all else as JSON. */
  body?: (side: Side, world: World) => object | string
  /** Parameters other than those about a member, with which it works. */
  working?: (world: World) => Record<string, string>
  /** Who is to succeed with it; else the administrator. */
  by?: string
  /** It works on what is the caller's own, and not on the other member's. */
  own?: boolean
  /** The higher, the later: what removes things comes last. */
  last?: number
  /** False: it changes nothing that the log is about. */
  logs?: boolean
}

/** By operation, e.g. `PUT /api/v1/contacts/{id}`. */
export type Samples = Record<string, Sample>

/** Filled in once the callers are made. */
export const own: Own = { session: '', passkey: '', organisation: '', view: '' }

export const overlap = () => ({ overlap_hours: 1 })
export const networks = () => ({ networks: ['192.0.2.0/24'] })
export const soon = () => new Date(Date.now() + 3_600_000).toISOString()
