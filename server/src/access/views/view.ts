/** What a saved view keeps of an address. Pure. */

/** What is open at the moment, and how far a list has been read, are no part of how the list is looked at. */
const passing: readonly string[] = ['open', 'cursor', 'where']

/** The same view is the same text, in whatever order its filters were chosen. */
export function viewSearch(address: string): string {
  const fields = new URLSearchParams(address)
  for (const name of passing) fields.delete(name)
  fields.sort()
  return fields.toString()
}

/** On one line, without what cannot be seen; empty where nothing is left. */
export function viewName(typed: string): string {
  return typed.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}
