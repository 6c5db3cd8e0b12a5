/** What people write into the search box, told apart by its form. Pure. */

import type { Scope } from '../../access/index.ts'
import { addressRange } from '../address-range.ts'
import { refang } from '../indicators/indicator.ts'
import { type Condition, inRange, termCondition } from './event-fields.ts'

type Build = (text: string, at: string, scope: Scope) => Condition

/** In place of `?` the parameter. */
const where = (condition: string, at: string, type: string, value: unknown): Condition => ({
  condition: condition.replaceAll('?', `{${at}:${type}}`),
  parameters: { [at]: value },
})

const either = (first: Condition, second: Condition): Condition => ({
  condition: `(${first.condition} or ${second.condition})`,
  parameters: { ...first.parameters, ...second.parameters },
})

const nameColumns = ['dns_name', 'tls_sni', 'http_host']
const nameLists = ['dns_answers', 'tls_names']

const byName: Build = (text, at) => {
  const name = refang(text).toLowerCase().replace(/^\*\./, '').replace(/\.$/, '').replace(/^\./, '')
  const test = (column: string) => `${column} = {${at}_name:String} or endsWith(${column}, {${at}_below:String})`
  const lists = nameLists.map((list) => `arrayExists(one -> ${test('one')}, ${list})`)
  return {
    condition: `(${[...nameColumns.map(test), ...lists].join(' or ')})`,
    parameters: { [`${at}_name`]: name, [`${at}_below`]: `.${name}` },
  }
}

const byText: Build = (text, at) =>
  where('positionCaseInsensitiveUTF8(alert_signature, ?) > 0', `${at}_text`, 'String', text)

const bySignature: Build = (text, at, scope) =>
  /^[0-9]{1,9}$/.test(text)
    ? either(where('alert_signature_id = ?', `${at}_number`, 'UInt32', Number(text)), byText(text, at, scope))
    : byText(text, at, scope)

const bare = (text: string) => text.replaceAll(':', '').toLowerCase()
const byHash: Build = (text, at) => where('has(file_hashes, ?)', `${at}_hash`, 'String', bare(text))
const byJa4: Build = (text, at) => where('ja4 = ?', `${at}_ja4`, 'String', text.toLowerCase())
const byFingerprint: Build = (text, at, scope) =>
  isJa4.test(text)
    ? byJa4(text, at, scope)
    : where('(ja3 = ? or ja3s = ? or tls_fingerprint = ?)', `${at}_print`, 'String', bare(text))

const byEmail: Build = (text, at) => {
  const address = refang(text).toLowerCase()
  return address.startsWith('@')
    ? where(
        '(endsWith(email_from, ?) or arrayExists(one -> endsWith(one, ?), email_to))',
        `${at}_at`,
        'String',
        address,
      )
    : where('(email_from = ? or has(email_to, ?))', `${at}_email`, 'String', address)
}
const byCommunityId: Build = (text, at) => where('community_id = ?', `${at}_community`, 'String', text)

/** What is too large for the engine is no flow's number, and 0 stands for none. */
const byFlow: Build = (digits, at) =>
  where('(flow_id = ? and flow_id != 0)', at, 'UInt64', BigInt(digits) < 2n ** 64n ? String(BigInt(digits)) : '0')

/** The filters that take words, by their names in the API. */
export const named = {
  name: byName,
  signature: bySignature,
  hash: byHash,
  fingerprint: byFingerprint,
  email: byEmail,
  community_id: byCommunityId,
  flow_id: byFlow,
} satisfies Record<string, Build>

/** https://github.com/FoxIO-LLC/ja4/blob/main/technical_details/JA4.md */
const isJa4 = /^[tqd](?:[0-9]{2}|[sd][0-9])[di][0-9]{4}[a-z0-9]{2}_[0-9a-f]{12}_[0-9a-f]{12}$/i
const isHash = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|(?:[0-9a-f]{2}:){19}[0-9a-f]{2})$/i
const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** https://github.com/corelight/community-id-spec: version 1, then a SHA-1 in Base64. */
const isCommunityId = /^1:[A-Za-z0-9+/]{27}=$/
const isEmail = /^[^\s@/:]*@[^\s@/:]+$/
const isUrl = /^https?:\/\/\S+$/i

export type Search = 'address' | 'hash' | 'ja4' | 'id' | 'community_id' | 'email' | 'url' | 'number' | 'name' | 'text'

/** Which kind of thing the words are, by their form alone. */
export function searchFor(words: string): Search {
  const plain = refang(words)
  if (addressRange(plain) !== null) return 'address'
  if (isHash.test(words)) return 'hash'
  if (isJa4.test(words)) return 'ja4'
  if (isUuid.test(words)) return 'id'
  if (isCommunityId.test(words)) return 'community_id'
  if (isEmail.test(plain)) return 'email'
  if (isUrl.test(plain) && hostOf(plain) !== '') return 'url'
  if (/^[0-9]{1,20}$/.test(words)) return 'number'
  return /\s/.test(words) ? 'text' : 'name'
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : ''
}

/** How each kind of thing is looked for, in every column that can hold it. */
export const searches: Record<Search, Build> = {
  address: (words, at) => {
    const found = inRange(['src_ip', 'dest_ip'], refang(words), at)
    // An answer holds addresses as text, so of a network only events between addresses are found.
    const answered = where('has(dns_answers, ?)', `${at}_answer`, 'String', refang(words).toLowerCase())
    return words.includes('/') ? found : either(found, answered)
  },
  hash: (words, at, scope) => either(byHash(words, at, scope), byFingerprint(words, at, scope)),
  ja4: byJa4,
  id: (words, at, scope) =>
    either(termCondition('indicator', words, scope, at), termCondition('sensor', words, scope, at)),
  community_id: byCommunityId,
  email: byEmail,
  url: (words, at, scope) => {
    const host = hostOf(refang(words))
    return (addressRange(host) === null ? byName : searches.address)(host, at, scope)
  },
  number: (words, at, scope) => either(bySignature(words, at, scope), byFlow(words, `${at}_flow`, scope)),
  name: (words, at, scope) => either(byName(words, at, scope), byText(words, at, scope)),
  text: byText,
}
