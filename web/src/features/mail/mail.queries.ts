import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { Contact, ContactKeyLookUp, MailTaskList } from '../../api/types.ts'

/** Of one member, or of all. Beneath `members`, so that it is asked for anew when anything of a member changes. */
export const mailTasksQuery = (member: string | null) =>
  queryOptions({
    queryKey: ['members', 'mail-tasks', member],
    queryFn: () =>
      unwrap<MailTaskList>(api.GET('/api/v1/mail-tasks', { params: { query: member === null ? {} : { member } } })),
  })

const path = (id: string) => ({ params: { path: { id } } })

/** What was seen to of late, and by whom. */
export const doneTasksQuery = (member: string | null) =>
  queryOptions({
    queryKey: ['members', 'mail-tasks', member, 'done'],
    queryFn: () =>
      unwrap<MailTaskList>(
        api.GET('/api/v1/mail-tasks', { params: { query: { done: true, ...(member === null ? {} : { member }) } } }),
      ),
  })

export const reopenTask = (id: string) => unwrap(api.POST('/api/v1/mail-tasks/{id}/reopen', path(id)))
export const finishTask = (id: string) => unwrap(api.POST('/api/v1/mail-tasks/{id}/done', path(id)))
export const giveKey = (id: string, armored: string) =>
  unwrap<Contact>(api.PUT('/api/v1/contacts/{id}/key', { ...path(id), body: { armored } }))
export const lookUpKey = (id: string) =>
  unwrap<ContactKeyLookUp>(api.POST('/api/v1/contacts/{id}/key/look-up', path(id)))

/** @returns the key as it was, so that it can be put back */
export async function removeKey(id: string): Promise<string> {
  const armored = await unwrap<string>(api.GET('/api/v1/contacts/{id}/key', { ...path(id), parseAs: 'text' }))
  await unwrap(api.DELETE('/api/v1/contacts/{id}/key', path(id)))
  return armored
}
