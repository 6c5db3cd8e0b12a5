/** What was published, as it is handed over to be told of. Values in, values out. */
import { type Language, languages } from '@varde/contract'
import { type PublishedAdvisory, readIn } from '../../vulnerability/index.ts'
import type { AdvisoryLetter } from './advisory-letter.ts'

/** Null for what is not out, or was withdrawn: nobody is told of it any more. */
export function letterOfPublished(published: PublishedAdvisory | null): AdvisoryLetter | null {
  if (published === null || published.withdrawn) return null
  const { id, label, version, content, news } = published
  const { severity, tlp, cves, texts, audience, members, due_at } = content
  const said = (asked: Language) => {
    const language = readIn(content, asked)
    const { subject, summary, damage, actions } = texts[language]
    return { subject, summary: `${summary}\n\n${actions}`.trim(), damage, news: news[language] || news.nb }
  }
  return {
    id,
    label,
    version,
    severity,
    tlp,
    cves,
    texts: Object.fromEntries(languages.map((language) => [language, said(language)])) as AdvisoryLetter['texts'],
    measures: content.measures.map(({ key, nb, nn, en, due_at, nsm = [] }) => ({
      key,
      nb,
      nn: nn || nb,
      en: en || nb,
      due_at,
      nsm,
    })),
    dueAt: due_at === null ? null : new Date(due_at),
    audience: audience === 'members' ? { kind: audience, members } : { kind: audience },
  }
}
