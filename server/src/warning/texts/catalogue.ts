import type { Language } from '@varde/contract'
import { en } from './en.ts'
import { nb } from './nb.ts'
import { nn } from './nn.ts'
import type { Words } from './words.ts'

/** A language without a catalogue does not compile. */
export const wordsOf: Record<Language, Words> = { nb, nn, en }
