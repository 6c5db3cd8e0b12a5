/** One real PostgreSQL for the whole test run, with a migrated template database that each test file clones. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres.ts'
import { migrateJobs, migratePostgres, openLog } from '../../src/platform/index.ts'
import { connect } from '../../src/platform/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
  }
}

export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'varde-test-'))
  await chmod(folder, 0o755)
  // Durability is tested where it matters, on databases of their own; here it would only cost time.
  const flags = ['-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off', '-c max_connections=300']
  const postgres = await startEmbeddedPostgres(folder, flags)
  const template = new URL(postgres.url)
  template.pathname = '/template_varde'
  const maintenance = new URL(postgres.url)
  maintenance.pathname = '/postgres'
  const store = await connect(template.href, 'template', openLog('silent'), async () => {})
  await migratePostgres(store.owner)
  await migrateJobs(store.owner)
  await store.close()
  project.provide('postgresUrl', maintenance.href)
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
