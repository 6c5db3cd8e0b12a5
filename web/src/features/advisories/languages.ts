/** What is written in which language, and what readers of the others get then: the rule of the server's `readIn`. Pure. */
import type { AdvisoryContent, Language } from '../../api/types.ts'

export const languages: readonly Language[] = ['nb', 'nn', 'en']

type Text = AdvisoryContent['texts']['nb']
/** Without these it is no advisory. */
const needed = ['subject', 'summary', 'actions'] as const
const lacking = (text: Text) => needed.filter((part) => text[part].trim() === '')

/** Bokmål where the asked one is not written. */
export function readIn({ texts }: Pick<AdvisoryContent, 'texts'>, asked: Language): Language {
  return lacking(texts[asked]).length === 0 ? asked : 'nb'
}

export type Gap =
  /** All of it is read in bokmål, as these parts are not written. */
  | { kind: 'whole'; parts: (keyof Text)[] }
  /** Is not read at all. */
  | { kind: 'damage' }
  /** So many are read in bokmål. */
  | { kind: 'measures'; count: number }

export function gapsOf({ texts, measures }: Pick<AdvisoryContent, 'texts' | 'measures'>, language: Language): Gap[] {
  if (language === 'nb') return []
  const parts = lacking(texts[language])
  if (parts.length > 0) return [{ kind: 'whole', parts }]
  const count = measures.filter((one) => one[language].trim() === '' && one.nb.trim() !== '').length
  return [
    ...(texts[language].damage.trim() === '' && texts.nb.damage.trim() !== '' ? [{ kind: 'damage' } as const] : []),
    ...(count > 0 ? [{ kind: 'measures', count } as const] : []),
  ]
}
