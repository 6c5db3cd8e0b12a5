/** The real rsyslog as a child, without a system's socket and without leave to write anywhere but in one folder. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = '/usr/sbin/rsyslogd'
const missing =
  'rsyslog with its module omelasticsearch is not installed here. Install it as root: apt-get install rsyslog rsyslog-elasticsearch'

export type Rsyslog = {
  /** The file that it watches. */
  log: string
  /** What it has said on standard error. */
  said(): string
  start(): Promise<void>
  /** As a service manager does; what it has not sent it keeps on disk. */
  stop(): Promise<void>
  close(): Promise<void>
}

/**
 * @param configuration as `docs/guides/sensors.md` has it, for `/var/log/suricata/eve.json`
 * @throws where a program is missing, with what to install
 */
export async function openRsyslog(configuration: (log: string) => string): Promise<Rsyslog> {
  const folder = await mkdtemp(join(tmpdir(), 'varde-rsyslog-'))
  const log = join(folder, 'eve.json')
  const file = join(folder, 'rsyslog.conf')
  const work = join(folder, 'work')
  await mkdir(work)
  await writeFile(log, '')
  await writeFile(file, `global(workDirectory="${work}")\n${configuration(log)}`)
  if (!existsSync(program)) throw new Error(missing)
  try {
    execFileSync(program, ['-N1', '-f', file], { stdio: 'pipe' })
  } catch (fault) {
    const said = String((fault as { stderr?: Buffer }).stderr)
    throw new Error(said.includes('could not load module') ? missing : `rsyslog refuses its configuration: ${said}`)
  }
  let said = ''
  let child: ReturnType<typeof spawn> | null = null
  const stop = async () => {
    const ending = child
    child = null
    if (ending === null) return
    await new Promise((resolve) => {
      ending.on('exit', resolve)
      ending.kill('SIGTERM')
    })
  }
  return {
    log,
    said: () => said,
    async start() {
      child = spawn(program, ['-n', '-f', file, '-i', join(folder, 'pid')], { stdio: ['ignore', 'pipe', 'pipe'] })
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => (said += bytes))
    },
    stop,
    async close() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
