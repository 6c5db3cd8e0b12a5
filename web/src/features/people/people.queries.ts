import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { Language, Person, PersonPage, Role, RoleAt } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'

export type PeopleFilter = { q?: string; state?: Person['state']; member?: string }

export const peopleListQuery = (filter: PeopleFilter) =>
  infiniteQueryOptions({
    queryKey: ['people', 'list', filter],
    queryFn: ({ pageParam }) =>
      unwrap<PersonPage>(
        api.GET('/api/v1/people', { params: { query: { ...filter, ...compact({ cursor: pageParam }), limit: 100 } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', 'one', id],
    queryFn: () => unwrap<Person>(api.GET('/api/v1/people/{id}', { params: { path: { id } } })),
  })

export type Invitation = { email: string; name: string; role: Role; member?: string; language: Language }

export function invite(body: Invitation): Promise<{ id: string; mailed: boolean }> {
  return unwrap<{ id: string; mailed: boolean }>(api.POST('/api/v1/people', { body }))
}

export function grantRole(id: string, { role, member }: RoleAt): Promise<unknown> {
  return unwrap(
    api.POST('/api/v1/people/{id}/roles', {
      params: { path: { id } },
      body: { role, ...(member === null ? {} : { member }) },
    }),
  )
}

export function takeRole(id: string, { role, member }: RoleAt): Promise<unknown> {
  return unwrap(
    api.DELETE('/api/v1/people/{id}/roles', {
      params: { path: { id }, query: { role, ...(member === null ? {} : { member }) } },
    }),
  )
}

/** What can be done with the whole account. */
export const personActs = ['deactivate', 'reactivate', 'reset-sign-in', 'erase'] as const
export type PersonAct = (typeof personActs)[number]

export function actOn(id: string, act: PersonAct): Promise<unknown> {
  const params = { path: { id } }
  if (act === 'erase') return unwrap(api.DELETE('/api/v1/people/{id}', { params }))
  if (act === 'deactivate') return unwrap(api.POST('/api/v1/people/{id}/deactivate', { params }))
  if (act === 'reactivate') return unwrap(api.POST('/api/v1/people/{id}/reactivate', { params }))
  return unwrap(api.POST('/api/v1/people/{id}/reset-sign-in', { params }))
}
