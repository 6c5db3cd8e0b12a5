/**
 * Fetching from addresses that somebody entered. Every connection is judged by the address that it goes to, once the name
 * is looked up and at that moment, so that a name which answers differently the second time gains nothing; redirects are
 * followed by hand and judged alike. Answers are bounded in bytes, as sent and unpacked, and in time.
 */
import { lookup as systemLookup } from 'node:dns/promises'
import { createWriteStream } from 'node:fs'
import { isIP, type LookupFunction } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { Agent, type Dispatcher, request } from 'undici'
import { refusalOf } from './outbound-address.ts'
import { Problem, type ProblemKind, problemKind } from './problem.ts'
import { BodyTooLarge, bodyBytes, type Encoding, encodingOf } from './unpack.ts'

export const outboundProblems = {
  addressNotAllowed: problemKind('address_not_allowed', 400, 'Nothing is fetched from that address'),
  addressUnreachable: problemKind('address_unreachable', 502, 'Nothing could be fetched from that address'),
  answerTooLarge: problemKind('answer_too_large', 422, 'What the address answers is too large'),
}

/** What went wrong, in a word of a closed list, and what it names: for who says it in another language than English. */
export class OutboundFault extends Problem {
  readonly reason: string
  readonly given: Record<string, string | number>
  constructor(kind: ProblemKind, reason: string, detail: string, given: OutboundFault['given'] = {}) {
    super(kind, detail)
    this.reason = reason
    this.given = given
  }
}

/** `reason`: the kind of address, `scheme`, `credentials`, `downgrade` or `plain_http`. */
export class AddressRefused extends OutboundFault {
  constructor(reason: string, detail: string) {
    super(outboundProblems.addressNotAllowed, reason, detail)
  }
}

export type Bounds = { maxBytes: number; milliseconds: number; redirects: number }
export type Outbound = {
  /**
   * @returns the bytes behind a URL, unpacked where they are gzip or zstd
   * @throws AddressRefused, or a Problem of `outboundProblems`
   */
  fetchOutside(url: string, bounds: Bounds): Promise<Buffer>
  /**
   * Writes what is behind a URL to a file, as it comes: what is too large for memory. `maxBytes` are those that are sent.
   * @param known what the server said of the version that is here already
   * @returns what it says of this one; null where there is no newer
   * @throws AddressRefused, or a Problem of `outboundProblems`; the file is then worth nothing
   */
  downloadOutside(url: string, path: string, known: Version, bounds: Bounds): Promise<Version | null>
  /**
   * Sends to a URL. Redirects are not followed: what is sent is for the address that was named.
   * @returns the status, and the first `maxBytes` bytes of the answer
   * @throws AddressRefused, or a Problem of `outboundProblems` where nothing answered
   */
  postOutside(url: string, sent: Sent, bounds: Omit<Bounds, 'redirects'>): Promise<Answer>
  /** What can be said of an address before it is looked up. @throws AddressRefused */
  judge(url: string): URL
  /**
   * The same, for what must come unchanged: `http` is refused but within the networks that the operator allows, where it is
   * the operator's to know who is on the way.
   */
  secure(): Outbound
}
/** RFC 9110, sections 8.8.2 and 8.8.3, as the server wrote them. */
export type Version = { etag?: string; lastModified?: string }
export type Sent = { body: string; headers: Record<string, string> }
export type Answer = { status: number; text: string }
export type Lookup = (name: string) => Promise<{ address: string; family: number }[]>

/** @param allow CIDRs that may be reached although they are not public */
export function openOutbound({ allow, lookup = systemNames }: { allow: readonly string[]; lookup?: Lookup }): Outbound {
  return outboundOf({ allow, tls: false }, lookup)
}

const systemNames: Lookup = (name) => systemLookup(name, { all: true })

/** `tls`: http leads to the allowed networks alone. */
type Rule = { allow: readonly string[]; tls: boolean }

function outboundOf(rule: Rule, lookup: Lookup): Outbound {
  /** Follows to what answers, and hands it over. */
  async function reached<T>(
    url: string,
    { maxBytes, milliseconds, redirects }: Bounds,
    headers: Record<string, string>,
    use: (answer: Dispatcher.ResponseData) => Promise<T>,
  ): Promise<T> {
    let at = judged(url, rule)
    const agent = new Agent({ connect: { lookup: lookupOf(lookup, rule, () => at), timeout: milliseconds } })
    const signal = AbortSignal.timeout(milliseconds)
    try {
      for (let followed = 0; ; followed++) {
        const answer = await request(at, { dispatcher: agent, signal, headers })
        // What is left unread is given up with the agent; without a listener that would end the process.
        answer.body.on('error', () => {})
        const next = redirectOf(answer)
        if (next === null) return await use(answer)
        if (followed === redirects)
          throw unreachable('redirects', `It leads on more than ${redirects} times.`, { count: redirects })
        at = follow(at, next, rule)
      }
    } catch (fault) {
      throw problemOf(fault, signal, maxBytes)
    } finally {
      await agent.destroy()
    }
  }

  const fetchOutside = (url: string, bounds: Bounds) =>
    reached(url, bounds, asked, (answer) => bytesOf(answer, bounds.maxBytes))

  function downloadOutside(url: string, path: string, { etag, lastModified }: Version, bounds: Bounds) {
    const conditions = {
      ...(etag && { 'if-none-match': etag }),
      ...(lastModified && { 'if-modified-since': lastModified }),
    }
    const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Varde', ...conditions }
    return reached(url, bounds, headers, async ({ statusCode, headers: said, body }) => {
      if (statusCode === 304) return null
      if (statusCode !== 200) throw answered(statusCode)
      const limits = { sent: bounds.maxBytes, decompressed: bounds.maxBytes }
      await pipeline(bodyBytes(body, 'identity', limits), createWriteStream(path))
      const one = (name: string) => (typeof said[name] === 'string' ? said[name] : undefined)
      const [tag, modified] = [one('etag'), one('last-modified')]
      return { ...(tag && { etag: tag }), ...(modified && { lastModified: modified }) }
    })
  }

  async function postOutside(url: string, sent: Sent, { maxBytes, milliseconds }: Omit<Bounds, 'redirects'>) {
    const to = judged(url, rule)
    const agent = new Agent({ connect: { lookup: lookupOf(lookup, rule, () => to), timeout: milliseconds } })
    const signal = AbortSignal.timeout(milliseconds)
    try {
      const headers = { 'accept-encoding': 'identity', 'user-agent': 'Varde', ...sent.headers }
      const answer = await request(to, {
        method: 'POST',
        dispatcher: agent,
        signal,
        headers,
        body: sent.body,
      })
      answer.body.on('error', () => {})
      return { status: answer.statusCode, text: await beginningOf(answer.body, maxBytes) }
    } catch (fault) {
      throw problemOf(fault, signal, maxBytes)
    } finally {
      await agent.destroy()
    }
  }
  return {
    fetchOutside,
    downloadOutside,
    postOutside,
    judge: (url) => judged(url, rule),
    secure: () => outboundOf({ ...rule, tls: true }, lookup),
  }
}

/** The status has said how it went; an answer that breaks off after it changes nothing of that. */
async function beginningOf(body: AsyncIterable<Buffer>, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes >= maxBytes) break
    }
  } catch {
    // What came is kept.
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString()
}

const asked = { accept: 'text/csv, */*;q=0.5', 'accept-encoding': 'gzip, zstd', 'user-agent': 'Varde' }

/** Names are judged when they are looked up, addresses here: a connection to an address looks up nothing. */
function judged(text: string, { allow, tls }: Rule): URL {
  if (!URL.canParse(text))
    throw new AddressRefused('scheme', 'It is no URL. Write e.g. https://lists.example/list.csv.')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new AddressRefused('scheme', 'Only http and https are fetched.')
  }
  if (url.username !== '' || url.password !== '') {
    throw new AddressRefused(
      'credentials',
      'It holds a name or a password. Leave them out: they would be written in logs.',
    )
  }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const refusal = isIP(host) === 0 ? null : refusalOf(host, allow)
  if (refusal !== null) throw refused(refusal.kind)
  // A name may lead to an allowed network: that is seen when it is looked up.
  if (tls && url.protocol === 'http:' && (isIP(host) === 0 ? allow.length === 0 : refusalOf(host, allow, true))) {
    throw plainHttp()
  }
  return url
}

function follow(from: URL, to: string, rule: Rule): URL {
  if (!URL.canParse(to, from.href)) throw unreachable('no_url', 'It leads on to what is no URL.')
  const next = judged(new URL(to, from).href, rule)
  if (from.protocol === 'https:' && next.protocol === 'http:') {
    throw new AddressRefused('downgrade', 'It leads from https to http, where anyone on the way can change the answer.')
  }
  return next
}

function refused(kind: string): AddressRefused {
  return new AddressRefused(
    kind,
    `It leads to an address that is not public (${kind}). Name a public one, or ask the operator to allow the network in VARDE_FETCH_ALLOW.`,
  )
}

function plainHttp(): AddressRefused {
  return new AddressRefused('plain_http', 'What is fetched over http anyone on the way can change. Write https.')
}

/** What a connection looks names up with: it is given no address that is not allowed. @param at where it is going */
function lookupOf(lookup: Lookup, { allow, tls }: Rule, at: () => URL): LookupFunction {
  return (name, options, callback) => {
    const answer = async () => {
      const found = await lookup(name)
      const alone = tls && at().protocol === 'http:'
      const kinds = found.map(({ address }) => refusalOf(address, allow, alone)?.kind)
      const allowed = found.filter((_, place) => kinds[place] === undefined)
      const [first] = allowed
      if (first === undefined) throw alone ? plainHttp() : refused(kinds[0] ?? 'other')
      return { first, allowed }
    }
    answer().then(
      ({ first, allowed }) => (options.all ? callback(null, allowed) : callback(null, first.address, first.family)),
      (fault: NodeJS.ErrnoException) => callback(fault, '', 0),
    )
  }
}

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData): string | null {
  const { location } = headers
  return [301, 302, 303, 307, 308].includes(statusCode) && typeof location === 'string' ? location : null
}

async function bytesOf({ statusCode, headers, body }: Dispatcher.ResponseData, maxBytes: number): Promise<Buffer> {
  const encoding = encodingOf(String(headers['content-encoding'] ?? ''))
  if (statusCode !== 200 || encoding === null) {
    throw encoding === null ? unreachable('encoding', 'Its content encoding is not read.') : answered(statusCode)
  }
  const bytes = await gather(body, encoding, maxBytes)
  // A file that lies packed, e.g. `list.csv.gz`, is known by its first bytes (RFC 1952, RFC 8878).
  const packed = bytes.subarray(0, 2).equals(gzipMark) ? 'gzip' : bytes.subarray(0, 4).equals(zstdMark) ? 'zstd' : null
  return packed === null ? bytes : gather(once(bytes), packed, maxBytes)
}

const gzipMark = Buffer.from([0x1f, 0x8b])
const zstdMark = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])

async function gather(source: AsyncIterable<Buffer>, encoding: Encoding, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of bodyBytes(source, encoding, { sent: maxBytes, decompressed: maxBytes })) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

function unreachable(reason: string, detail: string, given: OutboundFault['given'] = {}): OutboundFault {
  return new OutboundFault(outboundProblems.addressUnreachable, reason, detail, given)
}
const answered = (status: number) => unreachable('status', `It answers ${status}.`, { status })

/** Codes of Node and OpenSSL for a certificate that is not believed, or a connection that could not be made safe. */
const tlsCode = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH)/

/** Says nothing of what answered: only that nothing usable did. */
function problemOf(fault: unknown, signal: AbortSignal, maxBytes: number): Problem {
  if (fault instanceof Problem) return fault
  if (fault instanceof BodyTooLarge) {
    const detail = `At most ${maxBytes} bytes are read, unpacked. Name a smaller file.`
    return new OutboundFault(outboundProblems.answerTooLarge, 'too_large', detail, { bytes: maxBytes })
  }
  if (signal.aborted) return unreachable('timeout', 'It did not answer in time. Try again later.')
  if (tlsCode.test(String((fault as NodeJS.ErrnoException).code))) {
    return unreachable('tls', 'Its certificate is not believed, or no safe connection comes about.')
  }
  return unreachable(
    'silent',
    'It does not answer, or its answer is damaged. Look at the address, and try again later.',
  )
}
