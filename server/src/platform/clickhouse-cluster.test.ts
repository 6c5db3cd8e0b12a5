import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { onCluster } from './clickhouse-cluster.ts'
import { statements } from './migrations.ts'

const folder = new URL('../../migrations/clickhouse/', import.meta.url)
const migrations = readdirSync(folder).flatMap((name) => statements(readFileSync(new URL(name, folder), 'utf8')))
const all = migrations.flatMap((statement) => onCluster(statement, 'c-1'))

describe('on a cluster', () => {
  it('every migration is written out, and every table is replicated', () => {
    const engines = all.flatMap((statement) => /\bengine = (\w+)/.exec(statement)?.[1] ?? [])
    expect(engines.length).toBeGreaterThan(5)
    for (const engine of engines) expect(engine).toMatch(/^(Replicated\w*MergeTree|Distributed)$/)
    for (const statement of all.filter((text) => text.startsWith('create')))
      expect(statement).toContain("on cluster 'c-1'")
    expect(all.join()).not.toContain('non_replicated')
  })

  it('events are spread by sensor behind a table of the same name', () => {
    const [local, before] = all
    expect(local).toMatch(/^create table if not exists event_local on cluster 'c-1' \(\s+id FixedString/)
    expect(local).toContain(
      "engine = ReplicatedReplacingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}', version)\n",
    )
    expect(local).toMatch(/replicated_deduplication_window_seconds = 604800, replicated_deduplication_window = 10000/)
    expect(before).toBe(
      "create table if not exists event on cluster 'c-1' as event_local engine = Distributed('c-1', currentDatabase(), event_local, sipHash64(sensor))",
    )
  })

  it.each([
    [
      'create table if not exists a (b String) engine = MergeTree order by b',
      [
        "create table if not exists a on cluster 'c' (b String) engine = ReplicatedMergeTree('/clickhouse/tables/{uuid}', '{shard}-{replica}') order by b",
      ],
    ],
    ['create table if not exists a_next as a', ["create table if not exists a_next on cluster 'c' as a"]],
    [
      'create or replace dictionary v.d (a String) primary key a',
      ["create or replace dictionary v.d on cluster 'c' (a String) primary key a"],
    ],
    ['alter table event delete where true', ["alter table event_local on cluster 'c' delete where true"]],
    [
      'alter table event add column if not exists x String',
      [
        "alter table event_local on cluster 'c' add column if not exists x String",
        "alter table event on cluster 'c' add column if not exists x String",
      ],
    ],
    ['alter table event materialize column x', ["alter table event_local on cluster 'c' materialize column x"]],
    ['alter table other delete where true', ['alter table other delete where true']],
    ['truncate table rejected_line', ["truncate table rejected_line_local on cluster 'c'"]],
    ['truncate table other', ['truncate table other']],
    ['drop table if exists other', ["drop table if exists other on cluster 'c'"]],
    [
      'exchange tables a and a_next',
      ["system sync replica on cluster 'c' a_next", "exchange tables a and a_next on cluster 'c'"],
    ],
    ['system reload dictionary d', ["system reload dictionary on cluster 'c' d"]],
  ])('%s', (statement, written) => {
    expect(onCluster(`-- Why.\n${statement}`, 'c')).toEqual(written)
  })

  it('what is not known is refused', () => {
    expect(() => onCluster('optimize table event final', 'c')).toThrow(/how a cluster does this: optimize table/)
    expect(() => onCluster('create table a (b String) engine = Log', 'c')).toThrow(/how a cluster does this/)
  })
})
