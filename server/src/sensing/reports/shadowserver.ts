/** Rows of a Shadowserver report as Varde's own report lines: which kind it is, and what of a row is kept. */
import { maskIdentityNumbers } from '../../platform/index.ts'
import { reportTypes } from './report-types.ts'
import {
  type ShadowserverKind,
  type ShadowserverSeverity,
  shadowserverKinds,
  shadowserverSeverities,
  usualColumns,
  usualKeeps,
} from './shadowserver-kinds.ts'

/** A row as it is sent to be loaded: `format-report.ts` reads it. The order of the keys is part of the line's identity. */
export type ReportLine = {
  report: 'shadowserver'
  kind: string
  /** What exactly was found, where the kind says; with the kind it is the cause. */
  about: string
  title: string
  /** As given where it is no time: the line is then set aside and not lost. */
  time: string
  src_ip: string
  src_port: number
  dest_ip: string
  dest_port: number
  proto: string
  /** RSIT's type. */
  type: string
  /** As Suricata's: 1 is the worst. 0: told for information, raises nothing. */
  severity: 0 | 1 | 2 | 3
  dns_names: string[]
  host: string
  url: string
  hashes: string[]
  details: Record<string, string>
}

/** Longest value that is kept, in characters: banners can be pages. */
const longestValue = 300
const longestAbout = 80

/** `2026-11-20-scan_rdp-example-asn.csv`: date, kind, whose. See report-filename.md in Shadowserver's schema. */
const fileName = /^\d{4}-\d\d-\d\d-([a-z0-9_]+)(?:-.*)?\.csv(?:\.[a-z]+)?$/

/** The kind of IPv4, e.g. `scan_rdp` for `scan6_rdp`. */
const family4 = (kind: string) =>
  kind
    .replace(/^(scan|population)6_/, '$1_')
    .replace(/^event6_/, 'event4_')
    .replace(/6$/, '')

/**
 * Tells the kind by the columns, and by the file's name only between kinds that the columns allow.
 * @returns null where no kind that we know has these columns
 */
export function kindOf(header: readonly string[], file = ''): ShadowserverKind | null {
  const columns = new Set(header)
  const own = header.filter((column) => !usualColumns.has(column))
  const named = family4(fileName.exec(file)?.[1] ?? '')
  let best: ShadowserverKind | null = null
  for (const kind of shadowserverKinds) {
    if (!kind.tells.every((column) => columns.has(column))) continue
    if (kind.kind === named && (kind.tells.length > 0 || own.length === 0)) return kind
    if (kind.tells.length === 0 || (kind.only && own.some((column) => !kind.tells.includes(column)))) continue
    if (best === null || kind.tells.length > best.tells.length) best = kind
  }
  return best
}

/** What is known of a report whose kind is not: its rows are kept, rated by what they say themselves. */
export function unknownKind(file: string): ShadowserverKind {
  const name = fileName.exec(file)?.[1] ?? 'unknown'
  return {
    kind: family4(name),
    title: name === 'unknown' ? 'Report of a kind that is not known' : `Report of the kind ${family4(name)}`,
    type: 'undetermined',
    severity: 'low',
    tells: [],
    about: 'tag',
  }
}

/** Whether these columns can be a Shadowserver report at all: each has a time, and an address that it is about. */
export function isReportHeader(header: readonly string[]): boolean {
  return header.includes('timestamp') && addressColumns.some((column) => header.includes(column))
}
/** The first that is there is the address the row is about. */
const addressColumns = ['src_ip', 'http_referer_ip', 'ip']

/** Makes lines of a report's rows. @param header column names, as in the file */
export function rowReader(kind: ShadowserverKind, header: readonly string[]): (cells: readonly string[]) => ReportLine {
  const places = new Map(header.map((column, place) => [column, place]))
  const about = addressColumns.find((column) => places.has(column)) ?? 'ip'
  const source = about.slice(0, -'ip'.length)
  const keeps = [...new Set([...usualKeeps, ...(kind.keeps ?? [])])].filter((column) => places.has(column))
  return (cells) => {
    const cell = (column: string) => cells[places.get(column) ?? -1]?.trim() ?? ''
    const text = (column: string, longest = longestValue) => maskIdentityNumbers(cell(column).slice(0, longest))
    const kept = keeps.map((column) => [column, text(column)]).filter(([, value]) => value !== '')
    return {
      report: 'shadowserver',
      kind: kind.kind,
      about: kind.about === undefined ? '' : text(kind.about, longestAbout),
      title: kind.title,
      time: timeOf(cell('timestamp')),
      src_ip: cell(about),
      src_port: portOf(cell(`${source}port`)),
      dest_ip: cell('dst_ip'),
      dest_port: portOf(cell('dst_port')),
      proto: cell('protocol').toUpperCase().slice(0, 16),
      type: kind.type,
      severity: severityOf(cell('severity'), kind),
      dns_names: [cell('domain'), kind.kind === 'event4_sinkhole_dns' ? cell('query') : ''].filter(
        (name) => name !== '',
      ),
      host: cell('http_host') || cell('ssl_servername'),
      url: cell('http_url') || cell('url'),
      hashes: ['sha256', 'file_sha256', 'file_md5', 'payload_md5'].map(cell).filter((hash) => hash !== ''),
      details: Object.fromEntries(kept),
    }
  }
}

/** Shadowserver writes UTC without saying so, e.g. `2026-11-20 04:12:33`. */
function timeOf(text: string): string {
  return /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?$/.test(text) ? `${text.replace(' ', 'T')}Z` : text
}

function portOf(text: string): number {
  const port = Number(text)
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0
}

const rated = { critical: 1, high: 1, medium: 2, low: 3, info: 0 } as const satisfies Record<
  ShadowserverSeverity,
  number
>

/** The row's own word counts before the kind's. A kind that is a test or the like raises nothing. */
function severityOf(word: string, kind: ShadowserverKind): ReportLine['severity'] {
  if (reportTypes[kind.type] === 0) return 0
  const said = shadowserverSeverities.find((severity) => severity === word.toLowerCase())
  return rated[said ?? kind.severity]
}
