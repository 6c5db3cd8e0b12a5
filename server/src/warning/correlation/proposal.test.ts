import { expect, it } from 'vitest'
import { type Held, type Known, planProposals } from './proposal.ts'

const component = (detections: string[], members = 2) => ({ detections, members, traits: [] })
const inside = (campaign_id: string, ...ids: string[]): Held[] =>
  ids.map((detection_id) => ({ campaign_id, detection_id, standing: 'in' }))
const known = (id: string, state: Known['state'], aside_members: number | null = null) => ({ id, state, aside_members })
let made = 0
const newId = () => `new${++made}`
const short = (plan: ReturnType<typeof planProposals>) => ({
  ...plan,
  proposals: plan.proposals.map(({ id, state, detections }) => [id, state, detections.join()]),
})

it('goes on as the proposal that holds most of the same, and drops what nothing is left of', () => {
  const plan = planProposals(
    [component(['a', 'b', 'c']), component(['x', 'y'])],
    [known('p', 'proposed'), known('q', 'proposed')],
    [...inside('p', 'a', 'b'), ...inside('q', 'c')],
    newId,
  )
  expect(short(plan)).toEqual({
    proposals: [
      ['p', 'proposed', 'a,b,c'],
      ['new1', 'proposed', 'x,y'],
    ],
    suggested: [],
    dropped: ['q'],
  })
})

it('leaves a campaign that was made as it is, and suggests what came later but not what was taken out', () => {
  const held: Held[] = [...inside('m', 'a', 'b'), { campaign_id: 'm', detection_id: 'd', standing: 'out' }]
  const plan = planProposals([component(['a', 'b', 'c', 'd'])], [known('m', 'made')], held, newId)
  expect(short(plan)).toEqual({ proposals: [], suggested: [{ campaign: 'm', detection: 'c' }], dropped: [] })
})

it('lets what was set aside rest until more members have it', () => {
  const state = (members: number) =>
    planProposals([component(['a', 'b', 'c'], members)], [known('s', 'aside', 2)], inside('s', 'a', 'b'), newId)
      .proposals[0]?.state
  expect(state(2)).toBe('aside')
  expect(state(3)).toBe('proposed')
})
