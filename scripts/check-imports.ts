/** Runs the import rules, and fails where the tool read nothing: a rule that saw no file has proved nothing. */
import { execFileSync } from 'node:child_process'

const said = execFileSync(
  'npx',
  ['depcruise', '--config', '.dependency-cruiser.cjs', 'contract/src', 'server/src', 'web/src'],
  {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
process.stdout.write(said)
const modules = Number(/\((\d+) modules/.exec(said)?.[1] ?? 0)
if (modules < 50) {
  console.error(`The import rules saw only ${modules} modules.`)
  process.exitCode = 1
}
