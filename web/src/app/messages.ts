/** Which texts there are, and how those of one language are fetched: a reader loads one language and not three. */
import type { Language } from '../api/types.ts'
import type { messages as nb } from './messages.nb.ts'

export type MessageId = keyof typeof nb
/** Every text in one language. */
export type Messages = Record<MessageId, string>

/** A key that one language lacks does not compile here. */
const fetched: Record<Language, () => Promise<{ messages: Messages }>> = {
  nb: () => import('./messages.nb.ts'),
  nn: () => import('./messages.nn.ts'),
  en: () => import('./messages.en.ts'),
}

export async function messagesIn(language: Language): Promise<Messages> {
  return (await fetched[language]()).messages
}
