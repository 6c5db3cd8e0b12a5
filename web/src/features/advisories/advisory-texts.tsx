import { Button, Textfield } from '@digdir/designsystemet-react'
import type { AdvisoryContent, Language } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { languageNames } from '../../app/top-bar.tsx'

type Texts = AdvisoryContent['texts']
type TextsProps = { texts: Texts; language: Language; onChange: (texts: Texts) => void }

const parts = [
  { name: 'subject', most: 160, rows: 2 },
  { name: 'summary', most: 6000, rows: 8 },
  { name: 'damage', most: 2000, rows: 3 },
  { name: 'actions', most: 6000, rows: 5 },
] as const
/** So much of a title is seen in a list of mails on a phone. */
const seenOfTitle = 60

/** What it says, part by part; another language stands beside bokmål where there is room. */
export function AdvisoryTexts({ texts, language, onChange }: TextsProps) {
  const { t } = useText()
  const { subject, summary } = texts[language]
  const unwritten = subject.trim() === '' && summary.trim() === '' && texts.nb.summary !== ''
  return (
    <>
      {language !== 'nb' && unwritten ? (
        <div>
          <Button
            type="button"
            data-size="sm"
            variant="secondary"
            onClick={() => onChange({ ...texts, [language]: texts.nb })}
          >
            {t('advisory.copy')}
          </Button>
        </div>
      ) : null}
      {parts.map(({ name, most, rows }) => (
        <div key={name} className="advisory-pair">
          {pairOf(language).map((one) => (
            <Textfield
              key={one}
              className={one === language ? undefined : 'advisory-beside'}
              multiline
              rows={rows}
              label={labelIn(t(`advisory.${name}`), one, language)}
              description={
                name === 'subject' && texts[one].subject.length > seenOfTitle
                  ? t('advisory.subject.long', { length: texts[one].subject.length, seen: seenOfTitle })
                  : undefined
              }
              lang={one}
              maxLength={most}
              value={texts[one][name]}
              onChange={(event) => onChange({ ...texts, [one]: { ...texts[one], [name]: event.target.value } })}
            />
          ))}
        </div>
      ))}
    </>
  )
}

/** Bokmål first, which the other is written from. */
export const pairOf = (language: Language): Language[] => (language === 'nb' ? ['nb'] : ['nb', language])

/** Says which language it is where there are two. */
export const labelIn = (label: string, one: Language, language: Language) =>
  language === 'nb' ? label : `${label} (${languageNames[one]})`
