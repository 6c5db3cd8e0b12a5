/** Products and references as lines of text: a table that can be pasted from anywhere. Pure. */
import type { AdvisoryContent } from '../../api/types.ts'

type Product = AdvisoryContent['products'][number]
type Reference = AdvisoryContent['references'][number]

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/^ +|\s+$/g, ''))
    .filter((line) => line !== '')

/** Vendor, product, affected versions and fixed version, split by semicolons or, as from a spreadsheet, by tabs. */
export function readProducts(text: string): Product[] {
  return linesOf(text).map((line) => {
    const [first = '', second, affected = '', fixed = ''] = line.split(/[;\t]/).map((part) => part.trim())
    // One name alone is the product's.
    const [vendor, product] = second === undefined ? ['', first] : [first, second]
    return { vendor, product, affected, fixed }
  })
}

export function writeProducts(products: readonly Product[]): string {
  return products
    .map(({ vendor, product, affected, fixed }) => [vendor, product, affected, fixed].join('; '))
    .join('\n')
}

/** An address, and behind it what it is called. Lines with none are left out. */
export function readReferences(text: string): Reference[] {
  return linesOf(text).flatMap((line) => {
    const [url = '', ...title] = line.split(/\s+/)
    return /^https?:\/\/./.test(url) ? [{ url, title: title.join(' ') }] : []
  })
}

export function writeReferences(references: readonly Reference[]): string {
  return references.map(({ url, title }) => `${url} ${title}`.trim()).join('\n')
}

/** Words split by spaces, commas or lines, each once. */
export function readWords(text: string, form: RegExp): string[] {
  return [
    ...new Set(
      text
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter((word) => form.test(word)),
    ),
  ]
}
export const cveForm = /^CVE-\d{4}-\d{4,}$/
export const orgnrForm = /^\d{9}$/
