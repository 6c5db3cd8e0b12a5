/** Builds the web application where what is built is older than what it is built from, so that starting twice is quick. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const built = join(root, 'web/dist/index.html')
const sources = ['web/src', 'web/index.html', 'web/vite.config.ts', 'web/public', 'contract/src', 'package-lock.json']

function newest(path: string): number {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))))
}

const changed = Math.max(...sources.map((source) => newest(join(root, source))))
if (!existsSync(built) || statSync(built).mtimeMs < changed) {
  execFileSync('npx', ['vite', 'build', '--logLevel', 'warn'], { cwd: join(root, 'web'), stdio: 'inherit' })
}
