/** A saved view as an address, and the address of a page as a view. Pure; the server keeps the same of it. */
import type { LinkProps } from '@tanstack/react-router'
import { defaultParseSearch } from '@tanstack/react-router'
import type { SavedView } from '../../api/types.ts'

/** What is open at the moment is no part of how a list is looked at. */
const passing = ['open', 'cursor', 'where']

/** The same view is the same text, in whatever order its filters were chosen. */
export function viewSearch(address: string): string {
  const fields = new URLSearchParams(address)
  for (const name of passing) fields.delete(name)
  fields.sort()
  return fields.toString()
}

export function placeOf({ page, search }: Pick<SavedView, 'page' | 'search'>): Pick<LinkProps, 'to' | 'search'> {
  return { to: `/${page}`, search: defaultParseSearch(`?${search}`) as NonNullable<LinkProps['search']> }
}

/** To be sent to a colleague. */
export function linkOf({ page, search }: Pick<SavedView, 'page' | 'search'>, origin: string): string {
  return `${origin}/${page}${search === '' ? '' : `?${search}`}`
}

/** The view that the address shows, one's own before others'. */
export function shownView(views: readonly SavedView[], search: string): SavedView | undefined {
  return views.find((one) => one.search === search)
}
