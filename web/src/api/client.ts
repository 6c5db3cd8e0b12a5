import createClient from 'openapi-fetch'
import { problemOf } from './problem.ts'
import type { paths } from './schema.d.ts'

/** The typed client; every path and shape comes from the server's OpenAPI document. */
export const api = createClient<paths>({ baseUrl: '' })

type Reply<T> = { data?: T; error?: unknown; response: Response }

/** Waits for a reply and gives its body, or throws an `ApiProblem`: what TanStack Query expects of a query function. */
export async function unwrap<T>(reply: Promise<Reply<T>>): Promise<T> {
  let got: Reply<T>
  try {
    got = await reply
  } catch (fault) {
    throw problemOf(0, fault)
  }
  if (!got.response.ok) throw problemOf(got.response.status, got.error)
  return got.data as T
}
