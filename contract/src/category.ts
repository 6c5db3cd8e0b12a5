import type { Static } from 'typebox'
import { words } from './common.ts'

/** What kind of thing an indicator or a signature is about, in the few kinds that a member is told about. */
export const categories = [
  'ransomware',
  'c2',
  'botnet',
  'malware',
  'phishing',
  'exploit',
  'exposed',
  'scanner',
  'policy',
  'other',
] as const
export const Category = words(categories)
export type Category = Static<typeof Category>
