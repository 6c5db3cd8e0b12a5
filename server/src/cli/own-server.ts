/** Requests of a command to the server of its own installation, over the port that the settings name. */
import type { Config } from '../config.ts'
import { type AskOwnPort, askOwnPort } from '../platform/index.ts'
import { serve } from '../serve.ts'
import type { Context } from './command.ts'

export type OwnServer = { ask: AskOwnPort; close(): Promise<void> }

/** The running server, or one that receives and loads until it is closed, where none runs. */
export async function ownServer({ config, log }: Context): Promise<OwnServer> {
  if (await isServed(config)) return { ask: askOwnPort(config), close: async () => {} }
  const alone = {
    ...config,
    roles: new Set(['receive'] as const),
    host: '127.0.0.1',
    port: 0,
    tls: null,
    heartbeatMinutes: 0,
  }
  const running = await serve(alone, log)
  return { ask: askOwnPort({ ...alone, port: Number(new URL(running.address).port) }), close: () => running.close() }
}

type Reached = Pick<Config, 'host' | 'port' | 'tls'>

/** Whether a server of this machine answers on the port that the settings name. */
export async function isServed(config: Reached): Promise<boolean> {
  try {
    const { status, body } = await askOwnPort(config)('GET', '/healthz', '')
    return status === 200 && (body as { status?: unknown }).status === 'ok'
  } catch {
    return false
  }
}
