/** Finding measures, and what is read of one. Pure. */
import type { CatalogueMeasure, Language, MeasureContent } from '../../api/types.ts'

/** Bokmål where the asked language is not written. */
export function saidIn(content: MeasureContent, language: Language): MeasureContent['nb'] {
  const { title, how, evidence } = content[language]
  return { title: title || content.nb.title, how: how || content.nb.how, evidence: evidence || content.nb.evidence }
}

/** Every word of `q` must begin a word of it, or be a number of NSM's or a part of one, or an id of ATT&CK's. */
export function found(
  measures: readonly CatalogueMeasure[],
  { q = '', theme }: { q?: string | undefined; theme?: string | undefined },
  language: Language,
): CatalogueMeasure[] {
  const asked = wordsOf(q)
  return measures.filter(({ key, content }) => {
    if (theme !== undefined && content.theme !== theme) return false
    const { title, how, evidence } = saidIn(content, language)
    const words = [...wordsOf(`${title} ${how} ${evidence}`), ...wordsOf(key.replaceAll('-', ' '))]
    const tags = [...content.nsm, ...content.mitigations.map((id) => id.toLowerCase())]
    return asked.every(
      (word) =>
        words.some((one) => one.startsWith(word)) || tags.some((tag) => tag === word || tag.startsWith(`${word}.`)),
    )
  })
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}.]*[\p{L}\p{N}]/gu) ?? []
}

/** Whole days where it is some of them. */
export function spanOf(hours: number): { unit: 'hours' | 'days'; count: number } {
  return hours >= 48 && hours % 24 === 0 ? { unit: 'days', count: hours / 24 } : { unit: 'hours', count: hours }
}

export const nsmForm = /^[1-4]\.\d{1,2}\.\d{1,2}$/
export const mitigationForm = /^M1\d{3}$/

/** Tags as they are typed, each once; what has the wrong form apart. */
export function readTags(text: string, form: RegExp): { tags: string[]; wrong: string[] } {
  const words = [...new Set(text.toUpperCase().split(/[\s,;]+/))].filter((word) => word !== '')
  return { tags: words.filter((word) => form.test(word)), wrong: words.filter((word) => !form.test(word)) }
}
