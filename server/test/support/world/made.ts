/** What is made for the world, whichever context makes it. */
import { expect } from 'vitest'
import type { TestServer } from '../server.ts'

/** A member, and the word that is in every text of its own. */
export type Marked = { orgnr: string; mark: string }

/** In the text of everything that is TLP:RED: not for the auditor, not for partners. */
export const redMark = 'rubinrod'

/** @param body text is CSV */
export async function post(server: TestServer, path: string, body: object | string): Promise<never> {
  const answer = await server.call('POST', path, typeof body === 'string' ? { text: body, type: 'text/csv' } : { body })
  expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body
}
