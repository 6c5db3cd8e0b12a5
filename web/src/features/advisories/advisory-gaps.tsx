import type { Advisory, AdvisoryContent, Language } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { languageNames } from '../../app/top-bar.tsx'
import { type Gap, gapsOf, languages } from './languages.ts'

type GapsProps = {
  content: Pick<AdvisoryContent, 'texts' | 'measures'>
  /** As it was saved. */
  statuses: Advisory['languages']
}

/** What is not written in each language, and what its readers get then. Nothing where all is. */
export function AdvisoryGaps({ content, statuses }: GapsProps) {
  const { t } = useText()
  const words = (language: Language, gap: Gap) => {
    const of = { language: languageNames[language] }
    if (gap.kind === 'damage') return t('advisory.gap.damage', of)
    if (gap.kind === 'measures') return t('advisory.gap.measures', { ...of, count: gap.count })
    return t('advisory.gap.whole', { ...of, parts: gap.parts.map((part) => t(`advisory.${part}`)).join(', ') })
  }
  const lines = languages.flatMap((language) => [
    ...gapsOf(content, language).map((gap) => words(language, gap)),
    ...(statuses[language] === 'older' ? [t('advisory.gap.older', { language: languageNames[language] })] : []),
  ])
  if (lines.length === 0) return null
  return (
    <ul className="advisory-gaps">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
