/**
 * The gateways that carry text messages and voice calls: somebody's HTTP service, described by an address, a header and a
 * body with places in it, so that no supplier is built in.
 */

/** `to`: E.164 with a leading +. `id`: the same for each attempt. `language`: `nb`, `nn` or `en`. */
const places = ['to', 'text', 'id', 'language'] as const
type Place = (typeof places)[number]
export type Placed = Record<Place, string>

export type Gateway = {
  url: string
  /** With what opens it; null: none is asked for. */
  header: { name: string; value: string } | null
  /** JSON, or a form as it is in an address: `to={to}&text={text}`. */
  body: string
}

const usualBody = '{"to":"{to}","text":"{text}"}'
const isJson = (body: string) => /^\s*[[{]/.test(body) && !/^\s*\{\w+\}\s*=/.test(body)

export function gatewayHeader(value: string): { name: string; value: string } {
  const read = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*([\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)$/.exec(value)
  if (read === null)
    throw new Error('is no header. Write its name, a colon and its value, e.g. Authorization: Bearer ….')
  return { name: read[1] ?? '', value: read[2] ?? '' }
}

export function gatewayBody(value: string): string {
  const used = [...value.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
  const unknown = used.find((name) => !(places as readonly string[]).includes(name))
  if (unknown !== undefined) throw new Error(`has the place {${unknown}}. Write {to}, {text}, {id} or {language}.`)
  const missing = ['to', 'text'].find((name) => !used.includes(name))
  if (missing !== undefined) throw new Error(`has no place {${missing}}. Write e.g. ${usualBody}.`)
  if (isJson(value)) {
    try {
      JSON.parse(value)
    } catch {
      throw new Error(`is no JSON. Put each place in quotation marks, e.g. ${usualBody}.`)
    }
  }
  return value
}

/** @returns null where there is no gateway */
export function gatewayOf(
  url: string | undefined,
  header: Gateway['header'] | undefined,
  body: string | undefined,
): Gateway | null {
  return url === undefined ? null : { url, header: header ?? null, body: body ?? usualBody }
}

/** The body of one call, and what it is. Each place is filled within its own value, so that no text can break out of it. */
export function filledBody({ body }: Gateway, placed: Placed): { type: string; body: string } {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name) => placed[name as Place] ?? whole)
  if (isJson(body)) {
    const deep = (value: unknown): unknown => {
      if (typeof value === 'string') return fill(value)
      if (Array.isArray(value)) return value.map(deep)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, deep(inner)]))
    }
    return { type: 'application/json', body: JSON.stringify(deep(JSON.parse(body))) }
  }
  const form = new URLSearchParams()
  for (const [name, value] of new URLSearchParams(body)) form.append(name, fill(value))
  return { type: 'application/x-www-form-urlencoded', body: form.toString() }
}
