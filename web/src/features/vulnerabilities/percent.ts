/** A probability as people read it; a small one is not nought. */
import type { Language } from '../../api/types.ts'

export function percent(value: number, language: Language): string {
  const digits = value < 0.1 ? 1 : 0
  const said = (share: number) =>
    new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(share)
  return value > 0 && value < 0.001 ? `< ${said(0.001)}` : said(value)
}
