import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import type { Language } from '../api/types.ts'
import { type MessageId, type Messages, messagesIn } from './messages.ts'
import { useSettings } from './settings.ts'

export type Spoken = { language: Language; messages: Messages }

/** Speaks the reader's language. While another is fetched, the page goes on in the one it has. */
export function TextProvider({ first, children }: { first: Spoken; children: ReactNode }) {
  const { language } = useSettings()
  const [spoken, setSpoken] = useState(first)
  useEffect(() => {
    let wanted = true
    void messagesIn(language).then((messages) => {
      if (wanted) setSpoken({ language, messages })
    })
    return () => {
      wanted = false
    }
  }, [language])
  return (
    <IntlProvider locale={spoken.language} messages={spoken.messages} defaultLocale="nb">
      {children}
    </IntlProvider>
  )
}

export type Values = Record<string, string | number>
export type Say = (id: MessageId, values?: Values) => string

/** The reader's language and `t`, which takes only ids that exist in every language. */
export function useText(): { t: Say; language: Language; count: (value: number) => string } {
  const intl = useIntl()
  const language = intl.locale as Language
  const t: Say = useCallback((id, values) => intl.formatMessage({ id }, values), [intl])
  const count = useCallback((value: number) => intl.formatNumber(value), [intl])
  return { t, language, count }
}
