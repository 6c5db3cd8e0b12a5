/** A ClickHouse server elsewhere: its database is made, its tables are there, and its dictionaries sign in. */
import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cluster } from '../../test/support/clickhouse-one-host.ts'
import { type ClickhouseServer, startClickhouseServer } from '../../test/support/clickhouse-server.ts'
import { type Clickhouse, openClickhouse, rows } from './clickhouse.ts'
import { onCluster } from './clickhouse-cluster.ts'
import { signedIn } from './clickhouse-external.ts'
import { clickhouseMigrations, migrateClickhouse, statements } from './migrations.ts'

let server: ClickhouseServer
const opened: Clickhouse[] = []
beforeAll(async () => {
  server = await startClickhouseServer()
})
afterAll(async () => {
  for (const one of opened) await one.close()
  await server.close()
})

function open(url: string): Clickhouse {
  const clickhouse = openClickhouse({ clickhouseUrl: url, data: '/nowhere' })
  opened.push(clickhouse)
  return clickhouse
}

it('its database is made where it is missing, and is the only one that is written to', async () => {
  const [one, other] = [open(server.url('varde')), open(server.url('second'))]
  await migrateClickhouse(one)
  expect((await clickhouseMigrations(one)).waiting).toEqual([])
  await migrateClickhouse(other)
  await migrateClickhouse(one)
  await one.client.insert({
    table: 'network_member',
    values: [{ prefix: '10.1.0.0/16', orgnr: '1' }],
    format: 'JSONEachRow',
  })
  const count = async (clickhouse: Clickhouse) =>
    (await rows<{ n: number }>(clickhouse, 'select toUInt32(count()) as n from network_member'))[0]?.n
  expect([await count(one), await count(other)]).toEqual([1, 0])
  expect(await rows(one, "select name from system.tables where database = 'default'")).toEqual([])
})

it('a dictionary reads with the user and password of the URL', async () => {
  const clickhouse = open(server.url('signed'))
  await migrateClickhouse(clickhouse)
  await clickhouse.client.insert({
    table: 'network_member',
    values: [{ prefix: '10.1.0.0/16', orgnr: '1' }],
    format: 'JSONEachRow',
  })
  const owner = `select dictGetOrDefault('network_owner', 'orgnr', toIPv6('10.1.2.3'), '') as owner`
  expect(await rows(clickhouse, owner)).toEqual([{ owner: '1' }])
  await clickhouse.client.command({
    query: `create or replace dictionary network_owner (prefix String, orgnr String default '')
      primary key prefix source(clickhouse(table 'network_member')) layout(ip_trie) lifetime(0)`,
  })
  await expect(rows(clickhouse, owner)).rejects.toMatchObject({ code: '516' })
  await migrateClickhouse(clickhouse)
  expect(await rows(clickhouse, owner)).toEqual([{ owner: '1' }])
})

it('values of every kind arrive as they were given', async () => {
  const given = { text: "it's a \\ b\tc\nd {x:String} 'æøå'", list: ["a'b", 'c\\d', '', 'e\tf'], none: [], number: 7 }
  const [row] = await rows(
    open(server.url()),
    'select {text:String} as text, {list:Array(String)} as list, {none:Array(UUID)} as none, {number:UInt32} as number',
    given,
  )
  expect(row).toEqual(given)
})

it('a wrong password and a fault of the query are told as the server tells them', async () => {
  const wrong = new URL(server.url())
  wrong.password = 'wrong'
  await expect(rows(open(wrong.href), 'select 1')).rejects.toMatchObject({ code: '516', type: 'AUTHENTICATION_FAILED' })
  await expect(rows(open(server.url()), 'select nothing')).rejects.toMatchObject({ type: 'UNKNOWN_IDENTIFIER' })
  await expect(rows(open(server.url('missing')), 'select 1')).rejects.toMatchObject({ type: 'UNKNOWN_DATABASE' })
})

it('what a cluster is told is in the engine’s language', async () => {
  const folder = new URL('../../migrations/clickhouse/', import.meta.url)
  const texts = (await readdir(folder)).map((name) => readFile(new URL(name, folder), 'utf8'))
  const written = (await Promise.all(texts)).flatMap(statements)
  const more = [
    'truncate table event',
    'exchange tables a and b',
    'system reload dictionary d',
    'alter table event delete where true',
  ]
  for (const statement of [...written, ...more].flatMap((one) => onCluster(one, 'main'))) {
    const [row] = await rows<{ said: string }>(open(server.url()), 'select formatQuery({statement:String}) as said', {
      statement,
    })
    expect(row?.said).toMatch(/ ON CLUSTER [`']?main[`']?/)
  }
})

it('a cluster that the server does not know is refused before anything is made', async () => {
  const clickhouse = openClickhouse({
    clickhouseUrl: server.url('lost'),
    clickhouseCluster: 'nowhere',
    data: '/nowhere',
  })
  opened.push(clickhouse)
  await expect(migrateClickhouse(clickhouse)).rejects.toMatchObject({ type: 'CLUSTER_DOESNT_EXIST' })
})

it('one server’s tables are not taken for a cluster’s, nor the other way', async () => {
  const at = (database: string, clickhouseCluster: string | null) => {
    const clickhouse = openClickhouse({ clickhouseUrl: server.url(database), clickhouseCluster, data: '/nowhere' })
    opened.push(clickhouse)
    return migrateClickhouse(clickhouse)
  }
  await at('alone', null)
  await at('many', cluster)
  await at('many', cluster)
  await expect(at('alone', cluster)).rejects.toThrow(/are one server’s\. Unset VARDE_CLICKHOUSE_CLUSTER/)
  await expect(at('many', null)).rejects.toThrow(/are a cluster’s\. Set VARDE_CLICKHOUSE_CLUSTER/)
})

it('signing in twice names the user once, whatever is in the password', () => {
  const shown = (source: string) =>
    `CREATE DICTIONARY w.d (\`a\` String) PRIMARY KEY a SOURCE(CLICKHOUSE(${source})) LIFETIME(MIN 0 MAX 0)`
  const [user, password] = ["o'k", 'x$&\\y']
  const expected = shown("USER 'o\\'k' PASSWORD 'x$&\\\\y' TABLE 't'").replace('CREATE', 'CREATE OR REPLACE')
  expect(signedIn(shown("TABLE 't'"), user, password)).toBe(expected)
  expect(signedIn(shown("USER 'it\\'s' PASSWORD '[HIDDEN]' TABLE 't'"), user, password)).toBe(expected)
  expect(signedIn(shown("TABLE 't' USER 'varde' PASSWORD '[HIDDEN]' DB 'w'"), user, password)).toBe(
    expected.replace("TABLE 't'", "TABLE 't' DB 'w'"),
  )
})
