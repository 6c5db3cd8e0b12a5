import { describe, expect, it } from 'vitest'
import type { AdvisoryContent } from '../../api/types.ts'
import { type Gap, gapsOf, readIn } from './languages.ts'

const said = { subject: 'Feil', summary: 'Den utnyttes.', damage: 'Stans.', actions: 'Oppdater.' }
const asked = (nn: string) => ({ key: 'own-1', nb: 'Ring oss.', nn, en: '', due_at: null })
type Part = Pick<AdvisoryContent, 'texts' | 'measures'>
const of = (nn: Partial<typeof said>, measures: Part['measures'] = []): Part => ({
  texts: { nb: said, nn: { ...said, ...nn }, en: said },
  measures,
})

describe('what readers of nynorsk get', () => {
  it.each<[string, Part, Gap[], string]>([
    ['all of it', of({}, [asked('Ring oss.')]), [], 'nn'],
    ['bokmål without a title', of({ subject: ' ' }), [{ kind: 'whole', parts: ['subject'] }], 'nb'],
    [
      'bokmål without what to do, whatever else is missing',
      of({ actions: '', damage: '' }, [asked('')]),
      [{ kind: 'whole', parts: ['actions'] }],
      'nb',
    ],
    ['nothing of the damage', of({ damage: '' }), [{ kind: 'damage' }], 'nn'],
    ['a measure in bokmål', of({}, [asked('Ring oss.'), asked('')]), [{ kind: 'measures', count: 1 }], 'nn'],
  ])('%s', (_what, content, gaps, read) => {
    expect(gapsOf(content, 'nn')).toEqual(gaps)
    expect(readIn(content, 'nn')).toBe(read)
  })

  it('misses nothing that bokmål does not say either', () => {
    const texts = { ...of({ damage: '' }).texts, nb: { ...said, damage: '' } }
    expect(gapsOf({ texts, measures: [{ ...asked(''), nb: '' }] }, 'nn')).toEqual([])
    expect(gapsOf({ texts, measures: [] }, 'nb')).toEqual([])
  })
})
