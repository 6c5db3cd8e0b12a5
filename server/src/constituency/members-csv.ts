/**
 * The members' file: several rows make one member, each row may bring one contact. Every fault is found, with its row,
 * its column and the mend.
 */
import type { Language } from '@varde/contract'
import { type CsvFault, type CsvRow, type Reading, readCsv, readNetwork, readPhone } from '../platform/index.ts'
import { oneLine, readEmail, readLanguage, readRank } from './contact.ts'
import { readDomain } from './domain.ts'
import { readOrgnr } from './orgnr.ts'

export const membersColumns = [
  'orgnr',
  'name',
  'kind',
  'municipality_number',
  'networks',
  'domains',
  'contact_name',
  'contact_email',
  'contact_phone',
  'language',
] as const
/** Whom of a member to reach first, and as what; a file may leave them out, and then says nothing of it. */
const moreColumns = ['contact_rank', 'contact_role'] as const
type Column = (typeof membersColumns)[number] | (typeof moreColumns)[number]
type Row = CsvRow<Column>
const freeText = ['name', 'kind', 'contact_name', 'contact_email', 'contact_role'] as const satisfies Column[]

export type ContactDraft = {
  name: string
  email: string
  phone: string | null
  language: Language
  /** Null where the file says nothing of it. */
  rank: number | null
  role: string | null
  line: number
}
/** A member as the file has it; each network and domain with the line that names it first. */
export type MemberDraft = {
  orgnr: string
  line: number
  name: string
  kind: string
  municipality_number: string | null
  networks: Map<string, number>
  domains: Map<string, number>
  contacts: Map<string, ContactDraft>
}

export function readMembersCsv(input: string | Buffer): { rows: number; members: MemberDraft[]; errors: CsvFault[] } {
  const { rows, errors } = readCsv<Column>(input, [...membersColumns, ...moreColumns], freeText, moreColumns)
  const members = new Map<string, MemberDraft>()
  for (const row of rows) readRow(row, members, errors)
  for (const { line, name, kind } of members.values()) {
    const missing = (column: Column, message: string) => errors.push({ row: line, column, value: null, message })
    if (name === '') missing('name', 'is missing. Write it in the first row of the member.')
    if (kind === '') missing('kind', 'is missing. Write e.g. municipality, hospital, gp, pharmacy or supplier.')
  }
  return { rows: rows.length, members: [...members.values()], errors: errors.sort((a, b) => a.row - b.row) }
}

function readRow({ line, cells }: Row, members: Map<string, MemberDraft>, errors: CsvFault[]): void {
  const read = <T>(column: Column, text: string, reading: Reading<T>): T | null => {
    if ('value' in reading) return reading.value
    errors.push({ row: line, column, value: text, message: reading.fault })
    return null
  }
  const all = (column: 'networks' | 'domains', readOne: (text: string) => Reading<string>): string[] =>
    words(cells[column]).flatMap((text) => read(column, text, readOne(text)) ?? [])

  const orgnr = read('orgnr', cells.orgnr, readOrgnr(cells.orgnr))
  const networks = all('networks', readNetwork)
  const domains = all('domains', readDomain)
  const municipality =
    cells.municipality_number === '' || /^\d{4}$/.test(cells.municipality_number)
      ? cells.municipality_number
      : read<string>('municipality_number', cells.municipality_number, {
          fault: 'is no municipality number. Write its four digits, or nothing.',
        })
  const contact = readContact(line, cells, read)
  if (orgnr === null) return

  const member = members.get(orgnr) ?? emptyMember(orgnr, line)
  members.set(orgnr, member)
  // A further row may leave out what the first one says, but not say otherwise.
  const agree = (column: 'name' | 'kind' | 'municipality_number', said: string) => {
    const before = member[column] ?? ''
    if (said === '' || said === before) return
    if (before !== '') {
      const message = `contradicts row ${member.line}, which has "${before}" for ${orgnr}; row ${line} has "${said}". Write the same in both.`
      errors.push({ row: line, column, value: said, message })
    } else member[column] = said
  }
  agree('name', oneLine(cells.name))
  agree('kind', oneLine(cells.kind).toLowerCase())
  agree('municipality_number', municipality ?? '')
  for (const network of networks) if (!member.networks.has(network)) member.networks.set(network, line)
  for (const domain of domains) if (!member.domains.has(domain)) member.domains.set(domain, line)
  if (contact === null) return
  const known = member.contacts.get(contact.email)
  if (known && said.some((what) => known[what] !== contact[what])) {
    const message = `contradicts row ${known.line}: row ${line} has another name, telephone, language, rank or role for it. Write the same in both.`
    errors.push({ row: line, column: 'contact_email' as const, value: contact.email, message })
  } else if (!known) member.contacts.set(contact.email, contact)
}

/** What two rows about the same contact must agree on. */
const said = ['name', 'phone', 'language', 'rank', 'role'] as const

function readContact(
  line: number,
  cells: Row['cells'],
  read: <T>(column: Column, text: string, reading: Reading<T>) => T | null,
): ContactDraft | null {
  const language = read('language', cells.language, readLanguage(cells.language))
  const phone =
    cells.contact_phone === '' ? '' : read('contact_phone', cells.contact_phone, readPhone(cells.contact_phone))
  if (cells.contact_email === '') {
    if (cells.contact_name === '' && cells.contact_phone === '') return null
    const fault = 'is missing, so the contact cannot be warned. Write it, or leave the whole contact out.'
    return read('contact_email', '', { fault })
  }
  const email = read('contact_email', cells.contact_email, readEmail(cells.contact_email))
  const rank = readRank(cells.contact_rank)
  if ('fault' in rank) return read('contact_rank', cells.contact_rank, rank)
  if (email === null || language === null || phone === null) return null
  return {
    name: oneLine(cells.contact_name) || email,
    email,
    phone: phone === '' ? null : phone,
    language,
    rank: rank.value,
    role: oneLine(cells.contact_role).slice(0, 100) || null,
    line,
  }
}

function emptyMember(orgnr: string, line: number): MemberDraft {
  const none = { name: '', kind: '', municipality_number: null }
  return { orgnr, line, ...none, networks: new Map(), domains: new Map(), contacts: new Map() }
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}
