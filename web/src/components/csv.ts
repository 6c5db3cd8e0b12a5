/** CSV for spreadsheets. Pure. */

/**
 * A cell that starts with = + - @ (also in full width, or after a tab or line end, which spreadsheets skip) would run as a
 * formula when the file is opened; a leading apostrophe makes it text. See OWASP "CSV Injection".
 */
export function neutralise(cell: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(cell) ? `'${cell}` : cell
}

function quoted(cell: string): string {
  const safe = neutralise(cell)
  return /[";,\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows as RFC 4180 text; a byte order mark first, so that spreadsheets read æ, ø and å. */
export function csvText(header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const lines = [header, ...rows].map((row) => row.map((cell) => quoted(cell === null ? '' : String(cell))).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}
