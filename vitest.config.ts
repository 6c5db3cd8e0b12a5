import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Those that start programs and browsers first and the pure ones last, so that no worker is left alone with a long file at the
 * end. Within these, the longest first, and where that is not known the largest.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      if (/\/(e2e|bench|cli)\//.test(moduleId)) return 0
      return moduleId.endsWith('.db.test.ts') ? 1 : 2
    }
    return (await super.sort(files)).sort((a, b) => place(a) - place(b))
  }
}

export default defineConfig({
  test: {
    include: [
      'contract/**/*.test.ts',
      'server/**/*.test.ts',
      'web/src/**/*.test.ts',
      'e2e/**/*.test.ts',
      'docs/**/*.test.ts',
      'bench/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    globalSetup: ['server/test/support/global-setup.ts'],
    // Processes, as the ClickHouse engine is a singleton of its process, that do one file after another: half of what a file
    // with a database cost was to load the program anew. A file closes what it opens and puts back what it sets.
    pool: 'forks',
    isolate: false,
    // One more than the processors of a small machine: a file waits two fifths of its time for another program.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
