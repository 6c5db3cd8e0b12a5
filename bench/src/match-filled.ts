/** Generated CVEs and inventories, in the forms and proportions that are seen in CVE records. All names are made up. */
import { copying, type Postgres } from '../../server/src/platform/index.ts'
import type { Statement, VersionClaim } from '../../server/src/vulnerability/catalogue/statement.ts'
import { productKeys } from '../../server/src/vulnerability/products/product-key.ts'
import { seeded } from './events.ts'

/** `described`: with titles, texts, days and EPSS, as a list of them needs. */
export type MatchSector = { cves: number; members: number; productsEach: number; names: number; described?: boolean }

const copyBatch = 20_000
/** Each has as many members as the others. */
const counties = 15
const at = '2026-01-01T00:00:00Z'
export const cveAt = (n: number) => `CVE-2026-${String(n + 10_000)}`

/** Some names are in many records and on many machines, most in few. */
const nameAt = (names: number, random: () => number) => Math.floor(names * random() ** 2)
const vendorOf = (name: number) => `Maker ${name % 997}`
const productOf = (name: number) => `Product ${name}`
/** What it is called by in records and inventories. */
export const keysAt = (name: number) => productKeys({ vendor: vendorOf(name), product: productOf(name) })
/** As people write it. */
const array = (texts: readonly string[]) => `{${texts.map((text) => JSON.stringify(text)).join(',')}}`

/** A half without a type, a quarter "custom", an eighth text, the rest by schemes. */
function claimsOf(random: () => number): VersionClaim[] {
  const major = 1 + Math.floor(random() * 20)
  const before = `${major}.${Math.floor(random() * 10)}.${Math.floor(random() * 10)}`
  const form = random()
  if (form < 0.125) {
    const texts = [`prior to ${before}`, `< ${before}`, `${before} and earlier`, 'see the notice of March']
    return [{ status: 'affected', scheme: null, text: texts[Math.floor(random() * texts.length)] as string }]
  }
  const scheme = form < 0.625 ? null : form < 0.875 ? 'custom' : 'semver'
  if (random() < 0.2) return [{ status: 'affected', scheme, exact: before }]
  return [{ status: 'affected', scheme, from: random() < 0.5 ? '0' : `${major}.0.0`, before }]
}

/** A fifth of the records says "n/a". */
function statementAt(names: number, random: () => number): Statement {
  const name = nameAt(names, random)
  const bare = random() < 0.2
  const vendor = bare ? null : vendorOf(name)
  const product = bare ? null : productOf(name)
  const defaultStatus = random() < 0.5 ? 'unknown' : 'unaffected'
  const keys = productKeys({ vendor, product })
  return {
    vendor,
    product,
    keys,
    defaultStatus,
    versions: claimsOf(random),
    cpes: [],
    platforms: [],
    runningOn: [],
    models: [],
  }
}

/** In a sixth of all texts; in one of a thousand. */
export const commonWord = 'overflow'
export const rareWord = 'chandelier'
const otherWords = Array.from({ length: 4000 }, (_, n) => `word${n.toString(36)}`)

/** Seventy words, as the texts of records are; some are in most of them, and most in few. */
function textOf(random: () => number): string {
  const words = Array.from({ length: 70 }, () => otherWords[Math.floor(otherWords.length * random() ** 3)])
  if (random() < 1 / 6) words[30] = commonWord
  if (random() < 1 / 1000) words[40] = rareWord
  return words.join(' ')
}

const describedColumns = ['title', 'description', 'published_at', 'cvss_score', 'epss']
function describedAt(random: () => number) {
  const published = new Date(Date.parse(at) - Math.floor(random() * 3000) * 86_400_000).toISOString()
  return [
    textOf(random).slice(0, 60),
    textOf(random),
    published,
    Math.floor(random() * 101) / 10,
    (random() ** 8).toFixed(5),
  ]
}

export async function fillCves({ owner }: Postgres, { cves, names, described = false }: MatchSector): Promise<void> {
  const random = seeded(1)
  const randomText = seeded(3)
  for (let start = 0; start < cves; start += copyBatch) {
    const ids = Array.from({ length: Math.min(copyBatch, cves - start) }, (_, i) => cveAt(start + i))
    await copying(owner, async (_trx, copyIn) => {
      await copyIn(
        'vulnerability',
        ['cve', 'state', 'created_at', 'updated_at', ...(described ? describedColumns : [])],
        each(ids, (cve) => [cve, 'published', at, at, ...(described ? describedAt(randomText) : [])]),
      )
      await copyIn(
        'vulnerability_source',
        ['cve', 'source', 'seen_at', 'changed_at', 'digest', 'facts'],
        each(ids, (cve) => [cve, 'cve:cna', at, at, '\\x00', '{}']),
      )
      await copyIn(
        'affected_statement',
        ['cve', 'source', 'keys', 'statement'],
        each(
          ids.flatMap((cve) => (random() < 0.3 ? [cve, cve] : [cve])),
          (cve) => {
            const statement = statementAt(names, random)
            return [cve, 'cve:cna', array(statement.keys), JSON.stringify(statement)]
          },
        ),
      )
    })
  }
}

async function* each<Item>(items: readonly Item[], row: (item: Item) => (string | number | null)[]) {
  for (const item of items) yield row(item)
}

/** @returns how many products in a version there are, and rows of inventory */
export async function fillInventories(
  { pool, owner }: Postgres,
  { members, productsEach, names }: MatchSector,
): Promise<{ software: number; items: number }> {
  await pool.query(
    `insert into member (orgnr, name, kind, municipality_number)
    select lpad(n::text, 9, '0'), 'Member ' || n, 'municipality', to_char(n % $2 + 1, 'FM00') || '01' from generate_series(1, $1) n`,
    [members, counties],
  )
  const random = seeded(2)
  const software = new Map<string, { id: number; name: number; version: string }>()
  const items: [member: number, software: number][] = []
  for (let member = 1; member <= members; member++) {
    const own = new Set<number>()
    while (own.size < productsEach) own.add(nameAt(names, random))
    for (const name of own) {
      // One in twenty does not say which; the others run one of eight.
      const which = Math.floor(random() * 8)
      const version = random() < 0.05 ? '' : `${13 + which}.${(name + which) % 10}.${name % 7}`
      const key = `${name} ${version}`
      const known = software.get(key) ?? { id: software.size + 1, name, version }
      software.set(key, known)
      items.push([member, known.id])
    }
  }
  await copying(owner, async (_trx, copyIn) => {
    await copyIn(
      'software',
      ['id', 'kind', 'vendor', 'product', 'version', 'keys', 'match_keys', 'created_at'],
      each([...software.values()], ({ id, name, version }) => {
        const keys = array(keysAt(name))
        return [id, 'application', vendorOf(name), productOf(name), version, keys, keys, at]
      }),
    )
    await copyIn(
      'inventory_item',
      ['id', 'orgnr', 'software_id', 'origin', 'first_seen_at', 'last_seen_at'],
      each(items, ([member, id]) => [
        `00000000-0000-7000-8000-${String(member).padStart(4, '0')}${String(id).padStart(8, '0')}`,
        String(member).padStart(9, '0'),
        id,
        'api',
        at,
        at,
      ]),
    )
  })
  // As the database does by itself within minutes.
  await owner.query('vacuum analyze')
  return { software: software.size, items: items.length }
}
