import type { VexStatus } from '@varde/contract'
import { expect, it } from 'vitest'
import { answerOf, type SaidOfOne, type Standing, stepAfterWord, type WordStep } from './one-by-one.ts'

const here = (vex: VexStatus | null): SaidOfOne => ({ vex, here: true })
const elsewhere = (vex: VexStatus | null): SaidOfOne => ({ vex, here: false })

it.each<[string, SaidOfOne[], ReturnType<typeof answerOf>]>([
  ['an advisory without a vulnerability', [], null],
  ['one that is fixed', [here('fixed')], 'affected_handled'],
  ['one that does not concern it', [here('not_affected')], 'not_affected'],
  ['one of two', [here('fixed'), here(null)], null],
  ['both', [here('fixed'), here('fixed')], 'affected_handled'],
  ['one fixed and one that does not concern it', [here('not_affected'), here('fixed')], 'affected_handled'],
  ['none of them concerns it', [here('not_affected'), here('not_affected')], 'not_affected'],
  ['one that it looks into', [here('fixed'), here('under_investigation')], null],
  ['one that it has', [here('fixed'), here('affected')], null],
  ['what it is not known to have is not asked about', [here('fixed'), elsewhere(null)], 'affected_handled'],
  ['what it says it has after all', [here('fixed'), elsewhere('affected')], null],
  ['what it says it has mended after all', [here('not_affected'), elsewhere('fixed')], 'affected_handled'],
  ['none is known there, and one is spoken of', [elsewhere('fixed'), elsewhere(null)], null],
  ['none is known there, and all are spoken of', [elsewhere('fixed'), elsewhere('not_affected')], 'affected_handled'],
])('what is said of each is an answer to the whole: %s', (_, all, answer) => {
  expect(answerOf(all)).toBe(answer)
})

const sent: Standing = { state: 'sent', answer: null, oneByOne: false, help: false }
const answered = (answer: Standing['answer'], oneByOne: boolean): Standing => ({
  ...sent,
  state: 'answered',
  answer,
  oneByOne,
})
const all = [here('fixed'), here('not_affected')]
const some = [here('fixed'), here(null)]
const handled: WordStep = { step: 'answer', answer: 'affected_handled' }
const keep: WordStep = { step: 'keep' }

it.each<[string, Standing, SaidOfOne[], VexStatus | null, WordStep]>([
  ['the last word answers', sent, all, 'fixed', handled],
  ['also before the mail server has said anything', { ...sent, state: 'sending' }, all, 'fixed', handled],
  ['also where no mail reached anybody', { ...sent, state: 'failed' }, all, 'fixed', handled],
  ['also after it was acknowledged', { ...sent, state: 'acknowledged' }, all, 'fixed', handled],
  ['not a draft', { ...sent, state: 'draft' }, all, 'fixed', keep],
  ['not what was taken back', { ...sent, state: 'cancelled' }, all, 'fixed', keep],
  ['the first word acknowledges', sent, some, 'fixed', { step: 'acknowledge' }],
  ['so does that it has it', sent, [here('affected')], 'affected', { step: 'acknowledge' }],
  [
    'so does that it looks into it',
    sent,
    [here('under_investigation')],
    'under_investigation',
    { step: 'acknowledge' },
  ],
  ['once', { ...sent, state: 'acknowledged' }, some, 'fixed', keep],
  ['what is taken back acknowledges nothing', sent, some, null, keep],
  ['a word taken back takes the answer back', answered('affected_handled', true), some, null, { step: 'withdraw' }],
  ['so does another word', answered('not_affected', true), [here('affected')], 'affected', { step: 'withdraw' }],
  ['an answer to the whole stands, whatever is said of one', answered('affected_handled', false), some, 'fixed', keep],
  ['it stands too where one is taken back', answered('affected_need_help', false), some, null, keep],
  ['it stands where all is said otherwise', answered('false_alarm', false), all, 'fixed', keep],
  ['one that left it open gives way', answered('unknown', false), all, 'fixed', handled],
  ['so does one that asked for help with the whole', answered('affected_need_help', false), all, 'fixed', handled],
  [
    'but not where help with a measure is to come',
    { ...answered('affected_need_help', false), help: true },
    all,
    'fixed',
    keep,
  ],
  [
    'which is asked for still, of a new version too',
    { ...sent, help: true },
    all,
    'fixed',
    { step: 'answer', answer: 'affected_need_help' },
  ],
  [
    'who is not affected needs none',
    { ...sent, help: true },
    [here('not_affected')],
    'not_affected',
    { step: 'answer', answer: 'not_affected' },
  ],
  ['the same once more says nothing new', answered('affected_handled', true), all, 'fixed', keep],
  [
    'another word can change the answer',
    answered('affected_handled', true),
    [here('not_affected'), here('not_affected')],
    'not_affected',
    { step: 'answer', answer: 'not_affected' },
  ],
])('what follows from one word: %s', (_, standing, cves, said, step) => {
  expect(stepAfterWord(standing, cves, said)).toEqual(step)
})
