/**
 * Why a product is said to be affected, in words: the one part of the contract that is words, since the web says them to us
 * and letters say them to members. Without the schemas, so that the web carries none.
 */
import type { Language } from '../common.ts'
import { reasonEn } from './reason-texts.en.ts'
import { reasonNb } from './reason-texts.nb.ts'
import { reasonNn } from './reason-texts.nn.ts'

export const reasonTexts: Record<Language, Record<keyof typeof reasonNb, string>> = {
  nb: reasonNb,
  nn: reasonNn,
  en: reasonEn,
}
