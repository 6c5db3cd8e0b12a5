import { queryOptions } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { CampaignDetail, CampaignList, CampaignMerged, TriageResult } from '../../api/types.ts'
import { compact } from '../../app/search-params.ts'
import type { CorrelationSearch } from './correlation.search.ts'

export const campaignListQuery = (state: CorrelationSearch['state']) =>
  queryOptions({
    queryKey: ['campaigns', 'list', state ?? 'all'],
    queryFn: () => unwrap<CampaignList>(api.GET('/api/v1/campaigns', { params: { query: compact({ state }) } })),
  })

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaigns', 'one', id],
    queryFn: () => unwrap<CampaignDetail>(api.GET('/api/v1/campaigns/{id}', { params: { path: { id } } })),
  })

const of = (id: string) => ({ params: { path: { id } } })

export const makeCampaign = (id: string, body: { name: string; note?: string }) =>
  unwrap(api.POST('/api/v1/campaigns/{id}/make', { ...of(id), body }))
export const setAside = (id: string) => unwrap(api.POST('/api/v1/campaigns/{id}/aside', of(id)))
export const reopenCampaign = (id: string) => unwrap(api.POST('/api/v1/campaigns/{id}/reopen', of(id)))
export const changeDetections = (id: string, body: { add?: string[]; remove?: string[] }) =>
  unwrap(api.POST('/api/v1/campaigns/{id}/detections', { ...of(id), body }))
export const mergeCampaign = (id: string, campaign: string) =>
  unwrap<CampaignMerged>(api.POST('/api/v1/campaigns/{id}/merge', { ...of(id), body: { campaign } }))
export const splitCampaign = (id: string, body: { name: string; detections: string[] }) =>
  unwrap<{ id: string }>(api.POST('/api/v1/campaigns/{id}/split', { ...of(id), body }))
export const warnCampaign = (id: string) => unwrap<TriageResult>(api.POST('/api/v1/campaigns/{id}/warn', of(id)))

/**
 * How many proposals wait, for the rail of every page. Not among what each new detection makes stale: with fifty a second all
 * proposals would be read each second, by each reader. It is asked for when campaigns themselves change.
 */
export const proposalCountQuery = queryOptions({
  queryKey: ['proposal-count'],
  queryFn: async () => {
    const query = { state: 'proposed' } as const
    return (await unwrap<CampaignList>(api.GET('/api/v1/campaigns', { params: { query } }))).items.length
  },
})
