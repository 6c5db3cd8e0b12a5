/** Reading view state from the address. Pure: what is not one of the allowed words is dropped, so a bad link still opens. */

export function word<T extends string>(value: unknown, allowed: readonly T[]): T | undefined {
  return allowed.find((one) => one === value)
}

export function text(value: unknown, longest = 200): string | undefined {
  const plain = typeof value === 'number' ? String(value) : value
  return typeof plain === 'string' && plain.trim() !== '' ? plain.slice(0, longest) : undefined
}

/** A place in a list, from 0. */
export function count(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined
}

export function orgnr(value: unknown): string | undefined {
  const plain = text(value)
  return plain && /^[0-9]{9}$/.test(plain) ? plain : undefined
}

/** The id of an object. */
export function id(value: unknown): string | undefined {
  const plain = text(value)
  return plain && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(plain) ? plain : undefined
}

/** A path inside this application, or undefined: a return path must never lead to another site. */
export function innerPath(value: unknown): string | undefined {
  const path = text(value, 2_000)
  return path && /^\/(?![/\\])/.test(path) && !path.startsWith('/sign-in') ? path : undefined
}

/** Leaves out what is undefined, so that the address only says what differs from the plain page. */
export function compact<T extends Record<string, unknown>>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
