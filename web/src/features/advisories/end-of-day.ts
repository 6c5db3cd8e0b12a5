/** The last moment of a day where the reader is; null for none. */
export function endOf(day: string): string | null {
  const at = new Date(`${day}T23:59:59`)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
