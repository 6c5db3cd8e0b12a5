/** All texts, assembled from the catalogues beside each feature. A key that one language lacks does not compile. */
import type { Language } from '../api/types.ts'
import { membersEn } from '../features/members/texts.en.ts'
import { membersNb } from '../features/members/texts.nb.ts'
import { membersNn } from '../features/members/texts.nn.ts'
import { nowEn } from '../features/now/texts.en.ts'
import { nowNb } from '../features/now/texts.nb.ts'
import { nowNn } from '../features/now/texts.nn.ts'
import { sensorsEn } from '../features/sensors/texts.en.ts'
import { sensorsNb } from '../features/sensors/texts.nb.ts'
import { sensorsNn } from '../features/sensors/texts.nn.ts'
import { signInEn } from '../features/sign-in/texts.en.ts'
import { signInNb } from '../features/sign-in/texts.nb.ts'
import { signInNn } from '../features/sign-in/texts.nn.ts'
import { triageEn } from '../features/triage/texts.en.ts'
import { triageNb } from '../features/triage/texts.nb.ts'
import { triageNn } from '../features/triage/texts.nn.ts'
import { warningsEn } from '../features/warnings/texts.en.ts'
import { warningsNb } from '../features/warnings/texts.nb.ts'
import { warningsNn } from '../features/warnings/texts.nn.ts'
import { appEn } from './texts.en.ts'
import { appNb } from './texts.nb.ts'
import { appNn } from './texts.nn.ts'

const nb = { ...appNb, ...nowNb, ...triageNb, ...warningsNb, ...membersNb, ...sensorsNb, ...signInNb }
const nn = { ...appNn, ...nowNn, ...triageNn, ...warningsNn, ...membersNn, ...sensorsNn, ...signInNn }
const en = { ...appEn, ...nowEn, ...triageEn, ...warningsEn, ...membersEn, ...sensorsEn, ...signInEn }

export type MessageId = keyof typeof nb

export const messages: Record<Language, Record<MessageId, string>> = { nb, nn, en }
