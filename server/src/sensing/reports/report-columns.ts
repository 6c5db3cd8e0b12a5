/** SQL that the formats of reports have in common: what a report's word is worth, and the cause that it makes. */
import { firstReportSignature, reportSignatures } from './report-signature.ts'
import { ideaCategories, reportTypes, typeSynonyms } from './report-types.ts'
import { shadowserverSeverities } from './shadowserver-kinds.ts'

const texts = (values: readonly string[]) => `[${values.map((value) => `'${value}'`).join(', ')}]`

function lookup(value: string, table: Record<string, string>, otherwise: string): string {
  return `transform(${value}, ${texts(Object.keys(table))}, ${texts(Object.values(table))}, ${otherwise})`
}

/** RSIT's name of a type, in lower case as reports write it; what is no type stays as it is. */
export const typeOf = (text: string) => lookup(`lower(${text})`, typeSynonyms, `lower(${text})`)

const whole = Object.fromEntries(Object.entries(ideaCategories).filter(([name]) => !name.endsWith('.*')))
const first = Object.fromEntries(
  Object.entries(ideaCategories).flatMap(([name, type]) => (name.endsWith('.*') ? [[name.slice(0, -2), type]] : [])),
)
/** RSIT's type for a category of IDEA. */
export const typeOfCategory = (text: string) =>
  lookup(text, whole, lookup(`splitByChar('.', ${text})[1]`, first, `'undetermined'`))

/** As in a Suricata alert, 1 the worst; 0 raises nothing. A type that nobody knows is of the least. */
export const severityOfType = (type: string) =>
  `toUInt8(transform(${type}, ${texts(Object.keys(reportTypes))}, [${Object.values(reportTypes).join(', ')}], 3))`

/** The severity that Shadowserver gives, where it gives one. */
export const severityOfWord = (word: string, otherwise: string) =>
  `toUInt8(transform(lower(${word}), ${texts(shadowserverSeverities)}, [1, 1, 2, 3, 0], ${otherwise}))`

/** A cause's number: the same for ever for the same parts. See `report-signature.ts`. */
export const reportSignatureId = (...parts: readonly string[]) =>
  `toUInt32(${firstReportSignature} + sipHash64(${parts.join(', ')}) % ${reportSignatures})`

/** Without what is empty; texts cut. */
export const filledDetails = (values: Record<string, string>) =>
  `mapFilter((k, v) -> v != '', map(${Object.entries(values)
    .map(([name, value]) => `'${name}', substringUTF8(${value}, 1, 300)`)
    .join(', ')}))`
