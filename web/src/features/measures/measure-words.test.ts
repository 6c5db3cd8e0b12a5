import { expect, it } from 'vitest'
import type { CatalogueMeasure } from '../../api/types.ts'
import { found, mitigationForm, nsmForm, readTags, saidIn, spanOf } from './measure-words.ts'

const empty = { title: '', how: '', evidence: '' }
const measure = (key: string, title: string, part: object = {}): CatalogueMeasure => ({
  key,
  built_in: true,
  content: {
    nb: { title, how: 'Sperr porten i brannmuren.', evidence: 'Regelen.' },
    nn: empty,
    en: { ...empty, title: `${title} in English` },
    theme: 'network',
    nsm: ['2.5.2'],
    mitigations: ['M1035'],
    hours: { critical: 4, high: 8, medium: 24, low: 72 },
    ...part,
  },
  version: 0,
  retired: false,
  at: null,
  by: '',
  note: '',
})
const all = [
  measure('restrict-internet', 'Steng tilgangen fra internett'),
  measure('patch-now', 'Installer oppdateringen', {
    theme: 'update',
    nsm: ['2.3.1', '2.3.10'],
    mitigations: ['M1051'],
  }),
]

it.each([
  [{}, ['restrict-internet', 'patch-now']],
  [{ q: 'steng INTERNETT' }, ['restrict-internet']],
  [{ q: 'brannmur' }, ['restrict-internet', 'patch-now']],
  [{ q: 'mur' }, []],
  [{ q: '2.3' }, ['patch-now']],
  [{ q: '2.3.1' }, ['patch-now']],
  [{ q: '2.5.20' }, []],
  [{ q: 'm1035' }, ['restrict-internet']],
  [{ q: 'patch' }, ['patch-now']],
  [{ theme: 'update' }, ['patch-now']],
  [{ theme: 'update', q: 'steng' }, []],
])('%j finds %j', (asked, keys) => {
  expect(found(all, asked, 'nb').map(({ key }) => key)).toEqual(keys)
})

it('is read in bokmål where the asked language is not written', () => {
  const [first] = all
  if (!first) throw new Error('none')
  expect(saidIn(first.content, 'nn').title).toBe('Steng tilgangen fra internett')
  expect(saidIn(first.content, 'en')).toMatchObject({
    title: 'Steng tilgangen fra internett in English',
    how: 'Sperr porten i brannmuren.',
  })
})

it.each([
  [4, { unit: 'hours', count: 4 }],
  [24, { unit: 'hours', count: 24 }],
  [48, { unit: 'days', count: 2 }],
  [60, { unit: 'hours', count: 60 }],
  [720, { unit: 'days', count: 30 }],
])('%i hours are told as %j', (hours, told) => {
  expect(spanOf(hours)).toEqual(told)
})

it('reads tags as they are typed, and names what is none', () => {
  expect(readTags('2.3.1, 2.3 2.3.1;5.1.1', nsmForm)).toEqual({ tags: ['2.3.1'], wrong: ['2.3', '5.1.1'] })
  expect(readTags(' m1051 T1059\n', mitigationForm)).toEqual({ tags: ['M1051'], wrong: ['T1059'] })
})
