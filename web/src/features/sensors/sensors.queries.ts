import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { RejectedAgain, RejectedLine, RejectedSum, Sensor, SensorEnrolled, SensorPage } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'

function sensorPage(member: string | undefined, cursor?: string, limit = 200): Promise<SensorPage> {
  return unwrap<SensorPage>(
    api.GET('/api/v1/sensors', { params: { query: { ...compact({ member, cursor }), limit } } }),
  )
}

export const sensorListQuery = (member: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['sensors', 'list', member ?? null],
    queryFn: ({ pageParam }) => sensorPage(member, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const sensorQuery = (id: string) =>
  queryOptions({
    queryKey: ['sensors', 'one', id],
    queryFn: () => unwrap<Sensor>(api.GET('/api/v1/sensors/{id}', { params: { path: { id } } })),
  })

export const rejectedQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['sensors', 'rejected', id],
    queryFn: ({ pageParam }) =>
      unwrap<{ items: RejectedLine[]; next: string | null }>(
        api.GET('/api/v1/sensors/{id}/rejected', {
          params: { path: { id }, query: { ...compact({ cursor: pageParam }), limit: 50 } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

/** The live stream tells of each step; this is for when it is down. */
const pollMilliseconds = 5_000

export const rejectedSumQuery = (id: string) =>
  queryOptions({
    queryKey: ['sensors', 'rejected-sum', id],
    queryFn: () => unwrap<RejectedSum>(api.GET('/api/v1/sensors/{id}/rejected/again', { params: { path: { id } } })),
    refetchInterval: ({ state }) =>
      state.data?.again && state.data.again.ended_at === null ? pollMilliseconds : false,
  })

export function loadAgain(id: string): Promise<RejectedAgain> {
  return unwrap<RejectedAgain>(api.POST('/api/v1/sensors/{id}/rejected/again', { params: { path: { id } }, body: {} }))
}

export function rotateSensor(id: string, overlap_hours: number): Promise<SensorEnrolled> {
  return unwrap<SensorEnrolled>(
    api.POST('/api/v1/sensors/{id}/rotate', { params: { path: { id } }, body: { overlap_hours } }),
  )
}

export function tellMember(id: string, tell_member: boolean): Promise<unknown> {
  return unwrap(api.PUT('/api/v1/sensors/{id}/alarms', { params: { path: { id } }, body: { tell_member } }))
}

/** For all of a member's sensors, those it has and those it gets. */
export function tellOfAll(orgnr: string, tell_member: boolean): Promise<unknown> {
  return unwrap(
    api.PUT('/api/v1/members/{orgnr}/sensor-alarms', { params: { path: { orgnr } }, body: { tell_member } }),
  )
}

export function pinSensor(id: string, networks: string[]): Promise<unknown> {
  return unwrap(api.PUT('/api/v1/sensors/{id}/networks', { params: { path: { id } }, body: { networks } }))
}
