/**
 * Texts with named places that are filled in: plain replacement, so that a text can do nothing but say. Pure. What is
 * around them (what was seen, the link, the deadline, TLP) is the letter's own and cannot be forgotten.
 */
import {
  type Category,
  type Language,
  languages,
  type Measure,
  type ProblemDetails,
  type SaidText,
  subjectVariables,
  type TextVariable,
  textVariables,
  type WarningText,
} from '@varde/contract'
import { wordsOf } from './catalogue.ts'
import { catalogueKeys, measures } from './measures.ts'

export type Values = Record<TextVariable, string>

const place = /\{([^{}]*)\}/g

/** Values are put in as they are, and what looks like a place in them is left alone. */
export function fill(text: string, values: Values): string {
  return text.replace(place, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as TextVariable] : whole,
  )
}

/** Where no host is known, a dash before it has nothing to lead to. */
export function withoutHost(text: string): string {
  return text.replace(/\s+[–—-]\s+\{host\}/g, '')
}

/** What comes with the program: version 0. */
export function builtInText(category: Category): WarningText {
  const said = (language: Language): SaidText => {
    const { headline, meaning } = wordsOf[language]
    return {
      subject: `{severity}: ${headline[category]} – {host} [{number} TLP:{tlp}]`,
      headline: headline[category],
      paragraphs: [meaning[category]],
    }
  }
  const steps = measures[category]
  const known = catalogueKeys[category]
  return {
    nb: said('nb'),
    nn: said('nn'),
    en: said('en'),
    measures: steps.nb.map(
      (nb, i): Measure => ({
        id: `${category}-${i + 1}`,
        nb,
        nn: steps.nn[i] ?? nb,
        en: steps.en[i] ?? nb,
        ...(known[i] ? { catalogue: known[i] } : {}),
      }),
    ),
  }
}

type Faults = NonNullable<ProblemDetails['errors']>

/** Lengths and languages are the schema's. @returns what is wrong with a text that is to be saved; empty where it is right */
export function textFaults(text: WarningText): Faults {
  const faults = languages.flatMap((language): Faults => {
    const { subject, headline, paragraphs } = text[language]
    const at = `body/text/${language}`
    return [
      ...unknownIn(subject, `${at}/subject`),
      ...unknownIn(headline, `${at}/headline`),
      ...paragraphs.flatMap((one, i) => unknownIn(one, `${at}/paragraphs/${i}`)),
      ...subjectVariables
        .filter((name) => !subject.includes(`{${name}}`))
        .map((name) => ({ at: `${at}/subject`, message: `The subject must have {${name}}.` })),
    ]
  })
  const steps = text.measures.flatMap((measure, i) =>
    languages.flatMap((language) => unknownIn(measure[language], `body/text/measures/${i}/${language}`)),
  )
  const ids = text.measures.map(({ id }) => id)
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i)
  return [
    ...faults,
    ...steps,
    ...twice.map((id) => ({ at: 'body/text/measures', message: `${id} is there twice. Remove one.` })),
  ]
}

function unknownIn(text: string, at: string): Faults {
  const names = [...text.matchAll(place)].map(([, name = '']) => name)
  const unknown = names.filter((name) => !textVariables.some((known) => known === name))
  const faults = unknown.map((name) => ({
    at,
    message: `{${name}} is not known. Use ${textVariables.map((one) => `{${one}}`).join(', ')}.`,
  }))
  const braces = text.replace(place, '')
  return /[{}]/.test(braces) ? [...faults, { at, message: 'A brace has no other. Write {host} and the like.' }] : faults
}
