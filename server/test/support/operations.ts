/** The operations of the API's document, and how each is called about one member's objects. */
import type { App } from '../../src/platform/index.ts'
import type { Rule } from './rules.ts'
import { type Sample, samples } from './samples/index.ts'
import type { Side, World } from './world/index.ts'

export type Called = { status: number; type: string; text: string }
export type Call = { url: string; body: object | string | undefined }

export type Operation = Required<Pick<Sample, 'by' | 'own' | 'last' | 'logs'>> & {
  /** E.g. `GET /api/v1/members/{orgnr}`. */
  name: string
  method: string
  rule: Rule
  /** What it asks for and nobody has said how to fill in. */
  unknown: string[]
  about(side: Side, world: World): Call
  /** The call with which it is to work. */
  working(world: World): Call
}

type Described = {
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: unknown
  'x-varde-rule'?: Rule
}

/** `/api/v1/sensors/{id}` is about a sensor. */
const nouns = [
  'sensors',
  'detections',
  'warnings',
  'people',
  'sessions',
  'keys',
  'holds',
  'hunts',
  'acts',
  'webhooks',
] as const

export function operationsOf(app: App): Operation[] {
  const { paths } = app.swagger() as unknown as { paths: Record<string, Record<string, Described>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([word, described]) => operationOf(word.toUpperCase(), path, described)),
  )
}

function operationOf(method: string, path: string, described: Described): Operation {
  const name = `${method} ${path}`
  const sample = samples[name] ?? {}
  const { by = 'person admin', own = false, last = 0, logs = true } = sample
  const noun = nouns.find((known) => path.includes(`/${known}/{id}`))
  const filtered = described.parameters?.some((one) => one.in === 'query' && one.name === 'member') ?? false
  const rule = described['x-varde-rule']
  const about = (side: Side, world: World, more: Record<string, string> = {}): Call => {
    const params: Record<string, string> = {
      orgnr: side.orgnr,
      ...(noun === undefined ? {} : { id: side.ids[noun] }),
      ...sample.params?.(side, world),
      ...more,
    }
    const query = new URLSearchParams({ ...(filtered ? { member: side.orgnr } : {}), ...sample.query?.(side) })
    const url = path.replace(/\{(\w+)\}/g, (_, param: string) => encodeURIComponent(params[param] ?? ''))
    return { url: query.size === 0 ? url : `${url}?${query}`, body: sample.body?.(side, world) }
  }
  return {
    name,
    method,
    rule: rule ?? 'public',
    unknown: [
      ...(rule === undefined ? ['rule'] : []),
      ...(described.requestBody !== undefined && sample.body === undefined ? ['body'] : []),
      ...[...path.matchAll(/\{(\w+)\}/g)].flatMap(([, param = '']) =>
        param === 'orgnr' || (param === 'id' && noun !== undefined) || sample.params !== undefined ? [] : [param],
      ),
    ],
    by,
    own,
    last,
    logs,
    about,
    working: (world) => about(own ? world.a : world.b, world, sample.working?.(world)),
  }
}

export async function callOperation(
  address: string,
  method: string,
  { url, body }: Call,
  headers: Record<string, string>,
): Promise<Called> {
  const answer = await fetch(`${address}${url}`, {
    method,
    redirect: 'manual',
    headers: {
      ...headers,
      ...(body === undefined || body instanceof FormData
        ? {}
        : { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' }),
    },
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body) }),
  })
  const called = { status: answer.status, type: answer.headers.get('content-type') ?? '' }
  if (called.type.startsWith('text/event-stream')) {
    // It never ends by itself; what it says is tested beside it.
    await answer.body?.cancel()
    return { ...called, text: '' }
  }
  return { ...called, text: await answer.text() }
}
