import { Tabs } from '@digdir/designsystemet-react'
import type { WarningDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { languageNames } from '../../app/top-bar.tsx'
import { Empty } from '../../components/empty.tsx'
import { LetterPreview } from '../../components/letter-preview.tsx'

/** The text as it was sent, one tab a language. */
export function WarningTexts({ texts }: { texts: WarningDetail['texts'] }) {
  const { t } = useText()
  const [first] = texts
  if (!first) return <Empty title={t('texts.none')} />
  if (texts.length === 1) return <LetterPreview {...first} />
  return (
    <Tabs defaultValue={first.language} data-size="sm">
      <Tabs.List>
        {texts.map((text) => (
          <Tabs.Tab key={text.language} value={text.language} lang={text.language}>
            {languageNames[text.language]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {texts.map((text) => (
        <Tabs.Panel key={text.language} value={text.language}>
          <LetterPreview {...text} />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
