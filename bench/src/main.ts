/** `npm run bench -- [NAME...] [--json] [--size S|M|L]`: measures, and says on which machine. */
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { batches } from './batches.ts'
import type { Benchmark, Size } from './benchmark.ts'
import { campaign } from './campaign.ts'
import { cve } from './cve.ts'
import { faults } from './faults.ts'
import { growth } from './growth.ts'
import { hunt } from './hunt.ts'
import { indicators } from './indicators.ts'
import { ingest } from './ingest.ts'
import { latency } from './latency.ts'
import { lists } from './lists.ts'
import { lookingBack } from './look-back.ts'
import { match } from './match.ts'
import { soak } from './soak.ts'
import { triage } from './triage.ts'
import { vulnerabilities } from './vulnerabilities.ts'

const benchmarks: Record<string, Benchmark> = {
  ingest,
  batches,
  latency,
  indicators,
  hunt,
  'look-back': lookingBack,
  lists,
  triage,
  campaign,
  cve,
  match,
  vulnerabilities,
  faults,
  soak,
  growth,
}

const sizes = ['S', 'M', 'L'] as const
const usage = `npm run bench -- [NAME...] [--json] [--size ${sizes.join('|')}]; benchmarks: ${Object.keys(benchmarks).join(', ')}`

function options() {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false }, size: { type: 'string', default: 'S' } },
    allowPositionals: true,
  })
  const unknown = positionals.find((name) => !(name in benchmarks))
  if (unknown !== undefined) throw new Error(`there is no benchmark "${unknown}"`)
  const size = sizes.find((one) => one === values.size)
  if (size === undefined) throw new Error(`--size: "${values.size}" is no size`)
  return {
    json: values.json,
    size: size as Size,
    names: positionals.length > 0 ? positionals : Object.keys(benchmarks),
  }
}

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 1024 ** 3)} GB, Node ${process.versions.node}`

try {
  const { json, size, names } = options()
  for (const name of names) {
    const say = (text: string) => process.stderr.write(`${name}: ${text}\n`)
    const figures = await (benchmarks[name] as Benchmark)(size, say)
    if (json) process.stdout.write(`${JSON.stringify({ name, machine, figures })}\n`)
    else {
      const rows = Object.entries(figures).map(([key, value]) => `  ${key.padEnd(28)} ${value.toLocaleString('en')}\n`)
      process.stdout.write(`${name} on ${machine}\n${rows.join('')}`)
    }
  }
  // The engine keeps threads of its own, which would hold the process open.
  process.exit(0)
} catch (fault) {
  const { message, code } = fault as Error & { code?: string }
  const bad = code?.startsWith('ERR_PARSE_ARGS') || /^(there is no benchmark|--size)/.test(message)
  process.stderr.write(`bench: ${bad ? `${message}\n${usage}` : (fault as Error).stack}\n`)
  process.exit(bad ? 2 : 1)
}
