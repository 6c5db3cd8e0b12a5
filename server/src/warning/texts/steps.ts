/** The measures of a letter one by one, each with a name that is the same in every language. */
import type { Letter, StepTags } from './letter-parts.ts'

export type Step = { key: string; headline: string | null; text: string } & StepTags

/** The one place that says which measures a warning has to tick off. */
export function stepsOf({ measures }: Pick<Letter, 'measures'>): Step[] {
  return measures.flatMap(({ headline, steps, keys, tags }, group) =>
    steps.map((text, step) => ({
      key: keys?.[step] ?? `${group + 1}.${step + 1}`,
      headline,
      text,
      ...(tags?.[step] ?? { catalogue: null, nsm: [] }),
    })),
  )
}
