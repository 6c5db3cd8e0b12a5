/** What the doctor says of one thing it looked at, and how it puts a fault without repeating a password. */

export type Check = {
  name: string
  /** `warn`: works, but not as one would want it. `fault`: something does not work until it is mended. */
  state: 'ok' | 'warn' | 'fault'
  what: string
  mend: string | null
}

export function ok(name: string, what: string): Check {
  return { name, state: 'ok', what, mend: null }
}

export function warn(name: string, what: string, mend: string): Check {
  return { name, state: 'warn', what, mend }
}

export function fault(name: string, what: string, mend: string): Check {
  return { name, state: 'fault', what, mend }
}

/** A check that could not be made because of another one's fault. */
export function unchecked(name: string, because: string): Check {
  return warn(name, `not looked at, because ${because}`, 'Mend that first.')
}

/** One line: `FAULT  port: 8080 is used by another program. Stop it, or …` */
export function lineOf({ name, state, what, mend }: Check): string {
  const word = state === 'fault' ? 'FAULT' : state
  return `${word.padEnd(5)}  ${name}: ${what}.${mend === null ? '' : ` ${mend}`}`
}

const longestMessage = 300

/** What a library said, in one line, without any user and password that a URL holds. */
export function saidBy(error: unknown, url: string | null = null): string {
  const { message, code, errors } = error as { message?: string; code?: string; errors?: unknown[] }
  // A name with several addresses fails with one error for each and no message of its own.
  const text = message || (errors?.length ? saidBy(errors[0], url) : (code ?? String(error)))
  return secretsOf(url)
    .reduce((said, secret) => said.replaceAll(secret, '***'), text)
    .replace(/\/\/[^/@\s]*@/g, '//***@')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '')
    .slice(0, longestMessage)
}

function secretsOf(url: string | null): string[] {
  if (url === null) return []
  const { password } = new URL(url)
  return [password, decoded(password)].filter((secret) => secret !== '')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Host and port of a URL, which is all that may be shown of it. */
export function placeOf(url: string): string {
  return new URL(url).host
}

/**
 * Why a server was not reached, where the network says so.
 * @returns null where the server was reached and said something itself
 */
export function unreachable(
  error: unknown,
  url: string,
  setting: string,
  what: string,
): { what: string; mend: string } | null {
  const { code, message, errors } = error as { code?: string; message?: string; errors?: { code?: string }[] }
  const place = placeOf(url)
  const correct = `or correct ${setting}.`
  switch (code ?? errors?.[0]?.code) {
    case 'ECONNREFUSED':
      return { what: `nothing listens at ${place}`, mend: `Start ${what} there, ${correct}` }
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { what: `the host of ${place} is not known`, mend: `Mend the name service, ${correct}` }
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
    case 'ESOCKET':
      return { what: `${place} cannot be reached`, mend: `Mend the network or start ${what} there, ${correct}` }
    default:
      if (!/time(d )?-?out|greeting never received/i.test(message ?? '')) return null
      return { what: `${place} does not answer`, mend: `Mend the network or start ${what} there, ${correct}` }
  }
}

/** @throws an error that says "timeout" after so many milliseconds */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`timeout after ${milliseconds / 1000} s`)), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
