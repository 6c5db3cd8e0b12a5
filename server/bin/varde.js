#!/usr/bin/env node
// `varde` as a command. TypeScript runs as it is on the pinned Node 24; called from an older Node, this hands over to the
// pinned one that `npm ci` laid beside the other packages.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const main = join(here, '../src/main.ts')
const pinned = join(here, '../../node_modules/node/bin/node')

if (Number(process.versions.node.split('.')[0]) >= 24) {
  // What was read and compiled once is kept, so that the next command starts in half the time.
  module.enableCompileCache?.()
  await import(main)
} else if (existsSync(pinned)) {
  const run = spawnSync(pinned, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = run.status ?? 1
} else {
  console.error(
    'varde: needs Node 24. Run "npm ci" in the checkout: it installs the right one beside the other packages.',
  )
  process.exitCode = 1
}
