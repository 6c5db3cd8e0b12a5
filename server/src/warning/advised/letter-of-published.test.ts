import { expect, it } from 'vitest'
import type { PublishedAdvisory } from '../../vulnerability/index.ts'
import { letterOfPublished } from './letter-of-published.ts'

const said = { subject: 'Feil', summary: 'Den utnyttes.', damage: 'Stor.', actions: 'Oppdater.' }
const published: PublishedAdvisory = {
  id: '01900000-0000-7000-8000-000000000001',
  label: '[NBP-varsel] [#001-2026]',
  version: 2,
  withdrawn: false,
  publishedAt: new Date(0),
  news: { nb: 'Rettet.', nn: '', en: '' },
  content: {
    texts: { nb: said, nn: { ...said, subject: 'Feilen' }, en: { ...said, summary: '' } },
    cves: ['CVE-2026-10001'],
    products: [],
    measures: [{ key: 'own-1', nb: 'Steng av.', nn: '', en: 'Switch off.', due_at: null, nsm: ['2.5.2'] }],
    references: [],
    severity: 'high',
    likelihood: 'high',
    tlp: 'AMBER',
    audience: 'members',
    members: ['000000019'],
    due_at: '2026-12-01T12:00:00.000Z',
    expires_at: null,
  },
}

it('is told in each language, in bokmål where that is not written', () => {
  const letter = letterOfPublished(published)
  expect(letter?.texts.nn).toEqual({
    subject: 'Feilen',
    summary: 'Den utnyttes.\n\nOppdater.',
    damage: 'Stor.',
    news: 'Rettet.',
  })
  expect(letter?.texts.en.summary).toBe('Den utnyttes.\n\nOppdater.')
  expect(letter).toMatchObject({
    label: '[NBP-varsel] [#001-2026]',
    measures: [{ key: 'own-1', nb: 'Steng av.', nn: 'Steng av.', en: 'Switch off.', nsm: ['2.5.2'] }],
    dueAt: new Date('2026-12-01T12:00:00.000Z'),
    audience: { kind: 'members', members: ['000000019'] },
  })
})

it('is told of no more once it is withdrawn', () => {
  expect([letterOfPublished({ ...published, withdrawn: true }), letterOfPublished(null)]).toEqual([null, null])
})
