import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { MeasureContent, MeasureList, MeasureStandings, MeasureVersions } from '../../api/types.ts'

export const measureListQuery = queryOptions({
  queryKey: ['measures', 'list'],
  queryFn: () => unwrap<MeasureList>(api.GET('/api/v1/measures')),
})

const of = (key: string) => ({ params: { path: { key } } })

export const measureVersionsQuery = (key: string) =>
  queryOptions({
    queryKey: ['measures', 'one', key],
    queryFn: () => unwrap<MeasureVersions>(api.GET('/api/v1/measures/{key}', of(key))),
  })

/** Changes with each answer, so it lies with the warnings, which are read anew as they change. */
export const measureStandingsQuery = queryOptions({
  queryKey: ['warnings', 'measure-standings'],
  queryFn: () => unwrap<MeasureStandings>(api.GET('/api/v1/measure-standings')),
})

export const addMeasure = (content: MeasureContent, note: string) =>
  unwrap<{ key: string }>(api.POST('/api/v1/measures', { body: { content, note } }))

type Change = { content: MeasureContent; retired: boolean; version: number; note: string }
export const changeMeasure = (key: string, body: Change) =>
  unwrap(api.PUT('/api/v1/measures/{key}', { ...of(key), body }))
