/**
 * The OpenAPI document of the running program and the web client's types made from it.
 * `npm run openapi` writes both; with `--check` it only says whether what is committed is still true.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../server/src/config.ts'
import { openLog } from '../server/src/platform/index.ts'
import { serve } from '../server/src/serve.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const types = join(root, 'web/src/api/schema.d.ts')
const folder = mkdtempSync(join(tmpdir(), 'varde-openapi-'))
const config = readConfig({ VARDE_DATA: join(folder, 'data'), VARDE_PORT: '0', VARDE_LOG_LEVEL: 'warn' })

try {
  execFileSync('chmod', ['755', folder])
  const running = await serve(config, openLog(config.logLevel))
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(running.app.swagger()))
  await running.close()
  const made = join(folder, 'schema.d.ts')
  // By name, so that it is the same in whatever order routes are added, and two changes of it meet in one place only.
  const words = ['openapi-typescript', join(folder, 'openapi.json'), '--alphabetize', '-o', made]
  execFileSync('npm', ['exec', '-w', 'web', '--', ...words], { cwd: root, stdio: 'ignore' })
  const fresh = readFileSync(made, 'utf8')
  if (!process.argv.includes('--check')) writeFileSync(types, fresh)
  else if (readFileSync(types, 'utf8') !== fresh) {
    console.error('web/src/api/schema.d.ts is not what the routes say. Run `npm run openapi` and commit it.')
    process.exitCode = 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
