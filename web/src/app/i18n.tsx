import { type ReactNode, useCallback } from 'react'
import { IntlProvider, useIntl } from 'react-intl'
import type { Language } from '../api/types.ts'
import { type MessageId, messages } from './messages.ts'
import { useSettings } from './settings.ts'

export function TextProvider({ children }: { children: ReactNode }) {
  const { language } = useSettings()
  return (
    <IntlProvider locale={language} messages={messages[language]} defaultLocale="nb">
      {children}
    </IntlProvider>
  )
}

export type Values = Record<string, string | number>
export type Say = (id: MessageId, values?: Values) => string

/** The reader's language and `t`, which takes only ids that exist in every language. */
export function useText(): { t: Say; language: Language; count: (value: number) => string } {
  const intl = useIntl()
  const { language } = useSettings()
  const t: Say = useCallback((id, values) => intl.formatMessage({ id }, values), [intl])
  const count = useCallback((value: number) => intl.formatNumber(value), [intl])
  return { t, language, count }
}
