import { Alert, Button } from '@digdir/designsystemet-react'
import type { AdvisoryContent } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { languageNames } from '../../app/top-bar.tsx'

type ConflictProps = {
  who: string
  before: AdvisoryContent
  theirs: AdvisoryContent
  onTake: () => void
  onKeep: () => void
}

/** What somebody else has written since this reader began, beside what is not saved here. */
export function AdvisoryConflict({ who, before, theirs, onTake, onKeep }: ConflictProps) {
  const { t } = useText()
  const texts = (['nb', 'nn', 'en'] as const).flatMap((language) =>
    (['subject', 'summary', 'damage', 'actions'] as const)
      .filter((part) => before.texts[language][part] !== theirs.texts[language][part])
      .map((part) => ({ language, part, said: theirs.texts[language][part] })),
  )
  return (
    <Alert data-color="warning" role="alert">
      <div className="stack">
        <p>{t('advisory.conflict', { who })}</p>
        <ul>
          {texts.map(({ language, part, said }) => (
            <li key={`${language} ${part}`}>
              {t(`advisory.${part}`)} ({languageNames[language]}): <span lang={language}>{said}</span>
            </li>
          ))}
          {texts.length === 0 ? <li>{t('advisory.conflict.other')}</li> : null}
        </ul>
        <div className="object-actions">
          <Button type="button" data-size="sm" onClick={onTake}>
            {t('advisory.conflict.take', { who })}
          </Button>
          <Button type="button" data-size="sm" variant="secondary" onClick={onKeep}>
            {t('advisory.conflict.keep')}
          </Button>
        </div>
      </div>
    </Alert>
  )
}
