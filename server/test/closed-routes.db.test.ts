/** No operation of the API answers without leave: every one of the document is called with nothing, and as a member. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orgnr } from './support/builders.ts'
import { startTestServer, type TestServer } from './support/server.ts'

/** What anyone may read: it says nothing of any member. */
const open = ['GET /api/v1/openapi.json']
/** What a member's own key may do, within its own. The rest must be refused to it. */
const ofMembers = [
  'GET /api/v1/me',
  'PUT /api/v1/me/language',
  'POST /api/v1/me/password',
  'GET /api/v1/live',
  'GET /api/v1/members',
  'GET /api/v1/members/{orgnr}',
  'GET /api/v1/contacts',
  'GET /api/v1/sensors',
  'GET /api/v1/sensors/{id}',
  'GET /api/v1/sensors/{id}/rejected',
  'GET /api/v1/events',
  'GET /api/v1/events/count',
  'GET /api/v1/warnings',
  'GET /api/v1/warnings/board',
  'GET /api/v1/warnings/{id}',
]

let server: TestServer
let operations: { name: string; method: string; url: string }[]

beforeAll(async () => {
  server = await startTestServer()
  const { paths } = server.app.swagger() as { paths: Record<string, Record<string, unknown>> }
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      url: path.replace('{orgnr}', orgnr(1)).replace(/\{\w+\}/g, '01a20e45-8f94-74c4-b88e-9ba7cd6a2318'),
    })),
  )
})
afterAll(() => server.close())

async function ask(method: string, url: string, key: string | null): Promise<{ status: number; type: string }> {
  const answer = await fetch(`${server.address}${url}`, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'GET' ? {} : { body: '{}' }),
  })
  await answer.body?.cancel()
  return { status: answer.status, type: answer.headers.get('content-type') ?? '' }
}

describe('every operation of the document', () => {
  it('is there', () => {
    expect(operations.length).toBeGreaterThan(30)
    expect(operations.map(({ name }) => name)).toEqual(expect.arrayContaining(ofMembers))
  })

  it('is refused to whoever says nothing', async () => {
    const answers = await Promise.all(
      operations
        .filter(({ name }) => !open.includes(name))
        .map(async ({ name, method, url }) => ({ name, ...(await ask(method, url, null)) })),
    )
    expect(answers.filter(({ status }) => status !== 401)).toEqual([])
    expect(answers.filter(({ type }) => !type.includes('application/problem+json'))).toEqual([])
  })

  it('is refused to a member’s key, but for what is the member’s own', async () => {
    const key = await server.key(`member:${orgnr(0)}`)
    const others = operations.filter(({ name }) => !ofMembers.includes(name) && !open.includes(name))
    const answers = await Promise.all(
      others.map(async ({ name, method, url }) => ({ name, ...(await ask(method, url, key)) })),
    )
    expect(answers.filter(({ status }) => status !== 403 && status !== 401)).toEqual([])
  })

  it('is refused to a partner’s key as long as nothing is shared', async () => {
    const key = await server.key('partner:Kraft')
    const others = operations.filter(({ name }) => !/\/(me|me\/\w+|live|openapi.json)$/.test(name))
    const answers = await Promise.all(
      others.map(async ({ name, method, url }) => ({ name, ...(await ask(method, url, key)) })),
    )
    expect(answers.filter(({ status }) => status !== 403 && status !== 401)).toEqual([])
  })
})
