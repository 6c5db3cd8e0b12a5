/**
 * How often one caller may ask. Counted in this process's memory: with several processes each counts for itself, so the
 * bounds hold per process. They protect the server from a runaway program; nobody is shut out by what another does, but
 * for those who share an address and ask without signing in.
 */
import rateLimit from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'
import type { App } from './app.ts'
import { steadyStore } from './limit-store.ts'
import { Problem, problems } from './problem.ts'

/** Requests a minute. */
export type Limits = {
  /** Of one address (IPv6: one /64), without signing in. A hospital's people share one, and open a page's dozen answers at once. */
  address: number
  /** Of one address with credentials that do not open. Those that open still do: a bad sensor does not lock out a hospital. */
  failures: number
  /** Of one person or key. The web asks some 20 times a page; a program that copies a list asks 10 times a second. */
  caller: number
}
const usualLimits: Limits = { address: 600, failures: 30, caller: 1200 }
export type Limit = keyof Limits

const windowMilliseconds = 60_000
/** Callers that are remembered at a time, the least recent forgotten first; some 200 bytes each. */
const remembered = 20_000

export type LimitOptions = {
  limits?: Partial<Limits> | undefined
  /** Who calls, once that is known: what all requests of a person or a key have in common. */
  callerOf?: ((request: FastifyRequest) => string | null) | undefined
  /** Told of a caller that is turned away, once a minute at most. */
  onLimited?: ((request: FastifyRequest, limit: Limit) => Promise<void>) | undefined
}

export type Counting = {
  /** @returns what to answer instead of a fault, where such faults came too often */
  instead(request: FastifyRequest, problem: Problem): Promise<Problem>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For files and the sign of life, which cost nothing and are fetched by the dozen. */
    unlimited?: boolean
  }
}

export async function addLimits(app: App, options: LimitOptions): Promise<Counting> {
  const limits = { ...usualLimits, ...options.limits }
  const callerOf = options.callerOf ?? (() => null)
  await app.register(rateLimit, { global: false, store: steadyStore() })
  const memory = { timeWindow: windowMilliseconds, cache: remembered }
  const counter = (max: number, of?: typeof callerOf) =>
    app.createRateLimit({
      ...memory,
      max,
      ...(of === undefined ? {} : { keyGenerator: (request: FastifyRequest) => of(request) ?? '' }),
    })
  const counters = {
    address: counter(limits.address),
    failures: counter(limits.failures),
    caller: counter(limits.caller, callerOf),
  }
  const firsts = { address: counter(1), failures: counter(1), caller: counter(1, callerOf) }

  /** Counts a request. @returns what to answer where it is one too many */
  async function excess(request: FastifyRequest, limit: Limit): Promise<Problem | null> {
    const counted = await counters[limit](request)
    if (counted.isAllowed || !counted.isExceeded) return null
    const first = await firsts[limit](request)
    if (!first.isAllowed && !first.isExceeded) await options.onLimited?.(request, limit)
    const seconds = String(Math.max(1, counted.ttlInSeconds))
    return new Problem(problems.tooManyRequests, `${told[limit]} Try again in ${seconds} seconds.`, {
      headers: { 'retry-after': seconds },
    })
  }

  app.addHook('onRequest', async (request) => {
    const { rule, unlimited } = request.routeOptions.config
    if ((rule !== 'public' && rule !== 'link') || unlimited === true || request.url.startsWith('/api/docs')) return
    const problem = await excess(request, 'address')
    if (problem !== null) throw problem
  })
  // After all hooks on the request, so that the caller is known, and before its body is read.
  app.addHook('preParsing', async (request) => {
    if (callerOf(request) === null) return
    const problem = await excess(request, 'caller')
    if (problem !== null) throw problem
  })

  return {
    async instead(request, problem) {
      if (problem.kind.status !== 401 && problem.kind.status !== 403) return problem
      if (callerOf(request) !== null) return (await excess(request, 'caller')) ?? problem
      const shown = request.headers.authorization !== undefined
      return (await excess(request, shown ? 'failures' : 'address')) ?? problem
    },
  }
}

const told: Record<Limit, string> = {
  address: 'Too many requests came from this address.',
  failures: 'Too many keys or tokens that open nothing came from this address. Mend the one that is wrong.',
  caller: 'Too many requests came with this key or sign-in.',
}
