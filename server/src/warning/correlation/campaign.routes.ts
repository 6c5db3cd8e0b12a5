/** What belongs together: proposals, campaigns, and warning all of one. */
import {
  CampaignChange,
  CampaignDetail,
  CampaignList,
  CampaignListQuery,
  CampaignMade,
  CampaignMake,
  CampaignMerge,
  CampaignMerged,
  CampaignSplit,
  Id,
  TriageResult,
} from '@varde/contract'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { guarded, reachOf, redReads } from '../../access/index.ts'
import { type App, type Platform, Problem, problems, replies } from '../../platform/index.ts'
import { detectionsOfCampaign, listCampaigns, membersOfCampaign } from './campaign.store.ts'
import {
  changeDetections,
  makeCampaign,
  mergeCampaigns,
  reopenCampaign,
  setAside,
  splitCampaign,
  warnCampaign,
} from './campaign-change.store.ts'
import { shownCampaign, shownCampaignDetection } from './campaign-shown.ts'
import { traitsHeld } from './correlation.store.ts'

const one = Type.Object({ id: Id })
const found = [...guarded, problems.notFound]
const nothing = { 204: Type.Null() }

export function addCampaignRoutes(app: App, { clock }: Pick<Platform, 'clock'>): void {
  const asked = (request: FastifyRequest, id: string) => {
    const { db, note } = reachOf(request)
    return { db, change: { id, now: clock(), note } }
  }

  app.get(
    '/api/v1/campaigns',
    {
      config: { rule: { action: 'detections.read' } },
      schema: {
        summary: 'Campaigns and proposals of such, those of most members first',
        tags: ['campaigns'],
        querystring: CampaignListQuery,
        response: replies({ 200: CampaignList }, guarded),
      },
    },
    async (request) => {
      const { db, red } = reachOf(request)
      return { items: (await listCampaigns(db, request.query)).map((row) => shownCampaign(row, red)) }
    },
  )

  app.get(
    '/api/v1/campaigns/:id',
    {
      config: { rule: { action: 'detections.read' } },
      schema: {
        summary: 'One campaign, its members and its detections',
        tags: ['campaigns'],
        params: one,
        response: replies({ 200: CampaignDetail }, found),
      },
    },
    async (request) => {
      const { db, red, noteOnce } = reachOf(request)
      const { id } = request.params
      const [[row], members, detections] = await Promise.all([
        listCampaigns(db, { id }),
        membersOfCampaign(db, id),
        detectionsOfCampaign(db, id),
      ])
      if (row === undefined) throw new Problem(problems.notFound, 'There is no such campaign.')
      const held = await traitsHeld(db, id, row.traits)
      if (red) {
        const reds = detections.filter(({ tlp }) => tlp === 'RED')
        await noteOnce(
          db,
          redReads(
            'detection',
            reds.map((one) => ({ id: one.id, member: one.orgnr })),
          ),
        )
      }
      return {
        campaign: shownCampaign(row, red),
        members,
        detections: detections.map((one) => shownCampaignDetection({ ...one, traits: held.get(one.id) ?? [] }, red)),
      }
    },
  )

  app.post(
    '/api/v1/campaigns/:id/make',
    {
      config: { rule: { action: 'detections.triage' } },
      schema: {
        summary: 'Make a campaign of a proposal, or give one another name and note',
        tags: ['campaigns'],
        params: one,
        body: CampaignMake,
        response: replies(nothing, found),
      },
    },
    async (request, reply) => {
      const { db, change } = asked(request, request.params.id)
      await makeCampaign(db, change, request.body)
      return reply.code(204).send(null)
    },
  )

  for (const [path, summary, act] of [
    ['aside', 'Set a proposal aside: it comes back only with more members', setAside],
    ['reopen', 'Take back that a proposal was made a campaign or set aside', reopenCampaign],
  ] as const) {
    app.post(
      `/api/v1/campaigns/:id/${path}`,
      {
        config: { rule: { action: 'detections.triage' } },
        schema: { summary, tags: ['campaigns'], params: one, response: replies(nothing, found) },
      },
      async (request, reply) => {
        const { db, change } = asked(request, request.params.id)
        await act(db, change)
        return reply.code(204).send(null)
      },
    )
  }

  app.post(
    '/api/v1/campaigns/:id/detections',
    {
      config: { rule: { action: 'detections.triage' } },
      schema: {
        summary: 'Put detections into a campaign, or take them out',
        tags: ['campaigns'],
        params: one,
        body: CampaignChange,
        response: replies(nothing, found),
      },
    },
    async (request, reply) => {
      const { db, change } = asked(request, request.params.id)
      await changeDetections(db, change, request.body)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/campaigns/:id/merge',
    {
      config: { rule: { action: 'detections.triage' } },
      schema: {
        summary: 'Take another campaign into this one',
        tags: ['campaigns'],
        params: one,
        body: CampaignMerge,
        response: replies({ 200: CampaignMerged }, [...found, problems.invalidInput]),
      },
    },
    async (request) => {
      const { db, change } = asked(request, request.params.id)
      return await mergeCampaigns(db, change, request.body.campaign)
    },
  )

  app.post(
    '/api/v1/campaigns/:id/split',
    {
      config: { rule: { action: 'detections.triage' } },
      schema: {
        summary: 'Make a campaign of its own of some of the detections',
        tags: ['campaigns'],
        params: one,
        body: CampaignSplit,
        response: replies({ 200: CampaignMade }, [...found, problems.invalidInput]),
      },
    },
    async (request) => {
      const { db, change } = asked(request, request.params.id)
      const { name, detections } = request.body
      return { id: await splitCampaign(db, change, name, detections) }
    },
  )

  app.post(
    '/api/v1/campaigns/:id/warn',
    {
      config: { rule: { action: 'warnings.send' } },
      schema: {
        summary: 'Warn every member whose detections wait, each about its own alone',
        tags: ['campaigns'],
        params: one,
        response: replies({ 200: TriageResult }, found),
      },
    },
    async (request) => {
      const { db, change } = asked(request, request.params.id)
      const { scope, caller } = reachOf(request)
      return await warnCampaign(db, { ...change, scope, by: caller })
    },
  )
}
