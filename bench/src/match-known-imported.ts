/**
 * How often matching is right where the truth is known: records and inventories go in by the stores, as everybody's do, each
 * product at a member of its own, and what is said is read where everybody reads it.
 */
import type { MatchGrade, Reason } from '@varde/contract'
import { newId, type Postgres, systemClock } from '../../server/src/platform/index.ts'
import { takeRecords } from '../../server/src/vulnerability/catalogue/cve.store.ts'
import { readCveRecord } from '../../server/src/vulnerability/catalogue/cve-record.ts'
import type { VersionClaim } from '../../server/src/vulnerability/catalogue/statement.ts'
import { takeInventory } from '../../server/src/vulnerability/inventory/inventory.store.ts'
import { importInventory } from '../../server/src/vulnerability/inventory/inventory-import.store.ts'
import { itemOf } from '../../server/src/vulnerability/inventory/record.ts'
import { matchDue } from '../../server/src/vulnerability/matching/match.job.ts'
import { renameSoftware } from '../../server/src/vulnerability/products/alias.store.ts'
import { learnProducts } from '../../server/src/vulnerability/products/learn.job.ts'
import { productKeys } from '../../server/src/vulnerability/products/product-key.ts'
import { type Has, type Known, known } from './match-known.ts'

export type KnownFigures = {
  precision_certain: number
  recall_certain: number
  precision_all: number
  recall_all: number
}

/** What the database says of each, after the records and the inventories went in as everybody's do. */
export async function matchKnown(postgres: Postgres, say: (text: string) => void): Promise<KnownFigures> {
  const weighed = await importedAndRead(postgres)
  const truly = weighed.filter(({ has }) => has.affected).length
  const called = weighed.filter(({ verdict }) => verdict === 'affected')
  const figures = (some: typeof weighed) => {
    const right = some.filter(({ has }) => has.affected).length
    return { right, precision: right / Math.max(1, some.length), recall: right / truly }
  }
  say(`${weighed.length} products of ten vulnerabilities, ${truly} of them affected`)
  for (const grade of ['certain', 'likely', 'possible'] as const) {
    const some = called.filter((one) => one.grade === grade)
    const { right, precision, recall } = figures(some)
    say(
      `${grade.padEnd(9)} ${some.length} called affected, ${right} are: precision ${percent(precision)}, recall ${percent(recall)}`,
    )
  }
  const unknown = weighed.filter(({ verdict }) => verdict === 'unknown')
  say(`unknown   ${unknown.length}, of which ${figures(unknown).right} are affected`)
  const silent = weighed.filter(({ has, verdict }) => has.affected && verdict === 'not_affected')
  say(`said not to be affected and are: ${silent.length}`)
  const wrong = [...silent, ...called.filter(({ has }) => !has.affected)]
  const missed = unknown.filter(({ has }) => has.affected)
  for (const { cve, has, verdict, grade, code } of [...wrong, ...missed])
    say(`  ${cve} ${has.vendor} ${has.product} ${has.version}: ${verdict}, ${grade} (${code})`)
  const certain = figures(called.filter(({ grade }) => grade === 'certain'))
  const all = figures(called)
  return {
    precision_certain: round(certain.precision),
    recall_certain: round(certain.recall),
    precision_all: round(all.precision),
    recall_all: round(all.recall),
  }
}

const percent = (share: number) => `${Math.round(share * 100)} %`
const round = (share: number) => Math.round(share * 1000) / 1000

type Read = {
  cve: string
  has: Has
  verdict: 'affected' | 'unknown' | 'not_affected'
  grade: MatchGrade
  code: string
}

async function importedAndRead(postgres: Postgres): Promise<Read[]> {
  const { db } = postgres
  const now = systemClock()
  const all = known.flatMap((of) => of.has.map((has) => ({ of, has }))).map((one, i) => ({ ...one, orgnr: orgnrAt(i) }))
  const members = all.map(({ orgnr }) => ({ orgnr, name: orgnr, kind: 'gp' as const, municipality_number: null }))
  await db.insertInto('member').values(members).execute()
  await db.transaction().execute(async (trx) => {
    await takeRecords(trx, known.flatMap(recordOf), now)
  })
  for (const { has, orgnr } of all) await runs(db, orgnr, has, now)
  // What comes with the program first, then what analysts say, as it is in life.
  await learnProducts(db, now)
  for (const { of, has } of all) if (has.alias !== undefined) await alsoCalled(db, of, has, now)
  await matchDue({ postgres, clock: systemClock })
  const rows = await db.selectFrom('member_match').select(['orgnr', 'cve', 'verdict', 'grade', 'reason']).execute()
  return all.map(({ of, has, orgnr }) => {
    const said = rows.find((row) => row.orgnr === orgnr && row.cve === of.cve)
    // Of what has no row nothing is told: as good as said not to be affected.
    const { verdict = 'not_affected', grade = 'possible', reason } = said ?? {}
    return { cve: of.cve, has, verdict, grade, code: (reason as Reason | undefined)?.code ?? 'no row' }
  })
}

const orgnrAt = (i: number) => String(i + 1).padStart(9, '0')

/** As its maker wrote it: CVE JSON 5. */
function recordOf({ cve, vendor, product, purl, claims, more }: Known) {
  const { defaultStatus = 'unknown' } = more ?? {}
  const affected = [
    {
      vendor,
      product,
      defaultStatus,
      versions: claims.map(writtenOf),
      ...(purl === undefined ? {} : { packageURL: purl }),
    },
  ]
  const read = readCveRecord({
    dataType: 'CVE_RECORD',
    cveMetadata: { cveId: cve, state: 'PUBLISHED' },
    containers: { cna: { providerMetadata: { shortName: 'maker' }, affected } },
  })
  return 'record' in read ? [read.record] : []
}

function writtenOf({ status, scheme, exact, from, before, through, changes, text }: VersionClaim) {
  return {
    status,
    version: text ?? exact ?? from ?? '0',
    ...(scheme === null ? {} : { versionType: scheme }),
    ...(before === undefined ? {} : { lessThan: before }),
    ...(through === undefined ? {} : { lessThanOrEqual: through }),
    ...(changes === undefined ? {} : { changes }),
  }
}

/** A library by a bill of materials, what bears no vendor's name as sensors see it, the rest by a spreadsheet. */
async function runs(db: Postgres['db'], orgnr: string, has: Has, now: Date): Promise<void> {
  const { vendor, product, version, cpe = '', purl = '' } = has
  const importing = { orgnr, name: 'known', dryRun: false, now, note: async () => {} }
  if (purl !== '') {
    const component = { type: 'library', name: product, version, purl: version === '' ? purl : `${purl}@${version}` }
    const bill = { bomFormat: 'CycloneDX', specVersion: '1.6', components: [component] }
    await importInventory(db, JSON.stringify(bill), importing)
  } else if (vendor === '') {
    const read = itemOf({ kind: 'application', vendor, product, version, cpe, purl, asset: 'seen' })
    if ('fault' in read) return
    const taking = { orgnr, origin: 'sensor' as const, ref: 'HTTP User-Agent', items: [read.value], whole: false }
    await db.transaction().execute(async (trx) => {
      await takeInventory(trx, taking, now)
    })
  } else {
    const row = [vendor, product, version, cpe].map((field) => `"${field}"`).join(',')
    await importInventory(db, `vendor,product,version,cpe\n${row}\n`, importing)
  }
}

/** By an analyst's word, or as the catalogue proposes it. */
async function alsoCalled(db: Postgres['db'], of: Known, { alias, ...has }: Has, now: Date): Promise<void> {
  const name = (product: { vendor: string; product: string }) =>
    productKeys(product).find((key) => key.startsWith('name:')) as string
  const [one = '', other = ''] = [name(of), name(has)].sort()
  if (one === other) return
  const decided = alias === 'confirmed' ? { decided_by: 'analyst', decided_at: now } : {}
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('product_alias')
      .values({ id: newId(), one, other, state: alias as 'confirmed', origin: 'bench', created_at: now, ...decided })
      .onConflict((on) => on.doNothing())
      .execute()
    await renameSoftware(trx, [one, other], now)
  })
}
