import { compact, word } from '../../app/search-params.ts'
import { faultCodes } from '../sign-in/fault-codes.ts'

/** What is being added; the dialog is then open. */
const additions = ['passkey', 'password', 'change_password', 'codes', 'key'] as const

export function accountSearch(search: Record<string, unknown>) {
  return compact({ add: word(search['add'], additions), fault: word(search['fault'], faultCodes) })
}
export type AccountSearch = ReturnType<typeof accountSearch>
