import type { Limits } from '../../src/platform/index.ts'

/** Tests ask faster than any caller may. */
export const unlimited: Limits = { address: 1_000_000, failures: 1_000_000, caller: 1_000_000 }
