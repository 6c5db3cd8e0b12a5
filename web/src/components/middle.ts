/** Shortens the middle of a long address or hash: both ends are what people compare. */
export function middle(text: string, length = 28): string {
  if (text.length <= length) return text
  const head = Math.ceil((length - 1) / 2)
  return `${text.slice(0, head)}…${text.slice(text.length - (length - 1 - head))}`
}
