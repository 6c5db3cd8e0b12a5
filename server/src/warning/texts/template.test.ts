import { categories, languages, textVariables } from '@varde/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { builtIn } from '../../vulnerability/index.ts'
import { catalogueKeys, measures } from './measures.ts'
import { builtInText, fill, textFaults, type Values, withoutHost } from './template.ts'

const values = Object.fromEntries(textVariables.map((name) => [name, `<${name}>`])) as Values
const right = builtInText('c2')

describe('what comes with the program', () => {
  it('is right by its own rules, in every language, for every kind', () => {
    for (const category of categories) expect(textFaults(builtInText(category))).toEqual([])
    for (const language of languages) expect(right.measures.every((measure) => measure[language] !== '')).toBe(true)
  })
})

describe('the catalogue of measures', () => {
  it('has what a letter’s lines refer to, each line for itself', () => {
    const keys = builtIn.map(({ key }) => key)
    for (const category of categories) {
      const known = catalogueKeys[category]
      expect(known.length, category).toBe(measures[category].nb.length)
      expect(
        known.filter((key) => key !== null && !keys.includes(key)),
        category,
      ).toEqual([])
    }
    expect(right.measures.map(({ catalogue }) => catalogue)).toEqual(catalogueKeys.c2)
  })
})

describe('filling in', () => {
  it('puts each value in its place, once', () => {
    expect(fill('{severity}: {host} ({count}) {host}', values)).toBe('<severity>: <host> (<count>) <host>')
    expect(fill('{host}', { ...values, host: '{number}' })).toBe('{number}')
    expect(fill('{constructor} {__proto__}', values)).toBe('{constructor} {__proto__}')
  })

  it('leaves no place of a right text unfilled, whatever the values are', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.constantFrom(...textVariables)), (host, names) => {
        const text = names.map((name) => `{${name}}`).join(' ')
        expect(fill(text, { ...values, host })).toBe(
          names.map((name) => (name === 'host' ? host : `<${name}>`)).join(' '),
        )
      }),
    )
  })

  it('drops the dash before a host that nobody knows', () => {
    expect(withoutHost('Kritisk: noe – {host} [{number}]')).toBe('Kritisk: noe [{number}]')
  })
})

describe('a text that is to be saved', () => {
  const faults = (part: Partial<(typeof right)['nb']>) => textFaults({ ...right, nb: { ...right.nb, ...part } })

  it('has no places that nothing is known of, and no lone braces', () => {
    expect(faults({ headline: 'Hei {name}' })).toMatchObject([
      { at: 'body/text/nb/headline', message: expect.stringContaining('{name} is not known') },
    ])
    expect(faults({ paragraphs: ['a', 'b {host'] })).toMatchObject([{ at: 'body/text/nb/paragraphs/1' }])
    const measures = [{ id: 'a', nb: 'Gjør {this}', nn: 'x', en: 'x' }]
    expect(textFaults({ ...right, measures })).toMatchObject([{ at: 'body/text/measures/0/nb' }])
  })

  it('has the number and the TLP in its subject', () => {
    expect(faults({ subject: '{severity}: noe' }).map(({ message }) => message)).toEqual([
      'The subject must have {number}.',
      'The subject must have {tlp}.',
    ])
  })

  it('has each measure once', () => {
    const [first] = right.measures
    expect(textFaults({ ...right, measures: first ? [first, first] : [] })).toMatchObject([
      { at: 'body/text/measures' },
    ])
  })
})
