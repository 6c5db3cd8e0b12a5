import type { Language } from '../../api/types.ts'
import { locales } from '../../app/time.ts'

const units = ['byte', 'kilobyte', 'megabyte'] as const

/** e.g. `38 kB`; a thousand bytes to a kilobyte, as systems show it. */
export function formatSize(bytes: number, language: Language): string {
  const step = bytes < 1000 ? 0 : bytes < 1e6 ? 1 : 2
  const value = bytes / 1000 ** step
  const style = { style: 'unit', unit: units[step], maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 } as const
  return new Intl.NumberFormat(locales[language], style).format(value)
}
