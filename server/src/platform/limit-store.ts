/**
 * Counts requests by caller in windows of time that pass by themselves. The library's own store goes by the machine's clock:
 * where that is set back by a day, a caller that has used up its minute would be turned away for a day.
 */
import type { FastifyRateLimitOptions, FastifyRateLimitStore } from '@fastify/rate-limit'

type Window = { count: number; start: number }

/** @param steady milliseconds that have passed since some moment, whatever the clock is set to */
export function steadyStore(steady: () => number = performance.now.bind(performance)) {
  return class SteadyStore implements FastifyRateLimitStore {
    readonly #windows = new Map<string, Window>()
    readonly #most: number

    constructor({ cache }: FastifyRateLimitOptions & { cache?: number }) {
      this.#most = cache ?? 5000
    }

    incr(
      key: string,
      callback: (error: Error | null, result?: { current: number; ttl: number }) => void,
      milliseconds: number,
    ): void {
      const now = steady()
      const before = this.#windows.get(key)
      const alive = before !== undefined && now - before.start < milliseconds
      const window = alive ? { count: before.count + 1, start: before.start } : { count: 1, start: now }
      // Set anew, so that the first of the map is the least recent.
      this.#windows.delete(key)
      this.#windows.set(key, window)
      if (this.#windows.size > this.#most) {
        const [oldest = key] = this.#windows.keys()
        this.#windows.delete(oldest)
      }
      callback(null, { current: window.count, ttl: Math.ceil(milliseconds - (now - window.start)) })
    }

    child(options: FastifyRateLimitOptions): FastifyRateLimitStore {
      return new SteadyStore(options)
    }
  }
}
