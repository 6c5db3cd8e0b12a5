import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import type { Me, ViewPage } from '../../api/types.ts'
import { placeOf } from './view-address.ts'
import { viewsQuery } from './views.queries.ts'

type Coming = {
  context: { client: QueryClient; me: Me }
  /** `enter`: from another page; who takes the filters away stays. */
  cause: 'enter' | 'stay' | 'preload'
  location: { pathname: string; searchStr: string }
}

/** Before a page that is come to without a word in its address: it opens with the view that its reader has chosen. */
export function startAt(page: ViewPage) {
  return async ({ context: { client, me }, cause, location }: Coming): Promise<void> => {
    if (cause !== 'enter' || location.pathname !== `/${page}` || location.searchStr !== '') return
    if (!me.actions.includes('views.use')) return
    // Without an answer the plain page is better than none.
    const views = await client.ensureQueryData(viewsQuery).catch(() => null)
    const start = views?.items.find((one) => one.page === page && one.start)
    if (start && start.search !== '') throw redirect({ ...placeOf(start), replace: true })
  }
}
