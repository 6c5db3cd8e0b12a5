/** An installation as an operator has it: a data folder of its own, embedded stores, the `varde` command. */
import { join } from 'node:path'
import { freePort, runVarde, type Served, serveVarde, temporaryFolder } from '../../server/test/support/varde.ts'

/** `json` is what a command with `--json` answered. */
type Ran = { code: number | null; stdout: string; stderr: string; json: never }

export type Varde = {
  address: string
  /** A folder for files of the test; the data folder lies within. */
  folder: string
  /** What the running server has printed on standard output. */
  said(): string
  run(...args: string[]): Promise<Ran>
  start(): Promise<void>
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
  /** Stops what runs and removes the folder. */
  close(): Promise<void>
}

/** @param at the port, for whoever must know the address beforehand; else one that is free */
export async function installVarde(settings: Record<string, string> = {}, at?: number): Promise<Varde> {
  const { path: folder, remove } = await temporaryFolder()
  const port = at ?? (await freePort())
  const environment = {
    VARDE_DATA: join(folder, 'var'),
    VARDE_PORT: String(port),
    VARDE_LOG_LEVEL: 'warn',
    ...settings,
  }
  let served: Served | null = null

  const varde: Varde = {
    address: `http://localhost:${port}`,
    folder,
    said: () => served?.said() ?? '',
    async run(...args) {
      const ran = await runVarde(args, environment)
      const json = args.includes('--json') && ran.stdout.trim() !== '' ? JSON.parse(ran.stdout) : undefined
      return { ...ran, json: json as never }
    },
    async start() {
      served = await serveVarde(environment)
    },
    async stop(signal) {
      const code = (await served?.stop(signal)) ?? null
      served = null
      return code
    },
    async close() {
      await varde.stop()
      await remove()
    },
  }
  return varde
}
