import { defineConfig } from 'vitest/config'

/** Apart from the others: these need programs from Debian. See `CONTRIBUTING.md`. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['peers/**/*.test.ts'],
    globalSetup: ['server/test/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
