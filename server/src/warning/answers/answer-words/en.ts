import type { AnswerWords } from './words.ts'

export const en: AnswerWords = {
  self: 'English',
  toDetails: 'See what was seen, and what to do',
  languages: 'Language',
  answers: {
    affected_handled: 'Affected, and handled',
    affected_need_help: 'Affected, and we need help',
    not_affected: 'Not affected',
    false_alarm: 'False alarm',
    unknown: 'We do not know yet',
  },
  answerHints: {
    affected_handled: 'You found something, and have cleaned up.',
    affected_need_help: 'We will be in touch as soon as we can. If it is urgent, call.',
    not_affected: 'You have checked, and found nothing wrong.',
    false_alarm: 'What we saw is something you know of. Please write what it was.',
    unknown: 'You need more time. Answer again when you know more.',
  },
  acknowledgeTitle: 'Have you read the warning?',
  acknowledgeHint: 'Confirm now, so that we know it has arrived. You can tell us how it went later.',
  acknowledge: 'We have read the warning',
  acknowledged: (who, when) => `${who} confirmed ${when}.`,
  withdrawn: (who, when) => `${who} withdrew the answer ${when}.`,
  question: 'How did it go?',
  questionAgain: 'Change the answer',
  doneTitle: 'What has been done?',
  done: (measures) => `Done: ${measures.join(' ')}`,
  ring: 'Call us if it is urgent:',
  comment: 'Comment (optional)',
  commentHint:
    'What did you find, and what did you do? Write nothing about patients, and no national identity numbers.',
  files: 'Files that show it (optional)',
  filesHint: (count, megabytes) =>
    `Such as a screenshot, a log or a report. Up to ${count} files, ${megabytes} MB in all. Do not send patient data.`,
  filesAgain: 'If you had chosen files, choose them again.',
  filesSent: (names) => `Sent with it: ${names.join(', ')}`,
  send: 'Send the answer',
  sendAgain: 'Send a new answer',
  deadline: (when) => `Answer by ${when}.`,
  soFar: 'Said so far',
  nothingYet: 'Nobody at your organisation has answered yet.',
  said: (who, what, when) => `${who}: ${what}, ${when}`,
  thanks: 'Thank you, the answer is saved. You can change it here as long as the link works.',
  thanksHelp: 'Thank you, we know that you need help. If it is urgent, call us as well.',
  thanksAcknowledged: 'Thank you, now we know that the warning has been read. Answer below when you know how it went.',
  faultTitle: 'The answer was not sent',
  faults: {
    nothing: 'Choose one of the answers, and send again.',
    files:
      'The files are too large or too many, and none of them was kept. Choose fewer or smaller ones, and send again. The rest of your answer is still below.',
    why_missing: 'Write why the measure is not relevant, and send again.',
    comment_too_long: 'The comment is longer than 4000 characters. Make it shorter, and send again.',
    identity_number:
      'The comment seems to hold a national identity number. It must not be kept here. Remove it, and send again. Your text is still below, and has not been saved.',
  },
  details: 'The warning',
  expiredTitle: 'The link has expired',
  expired:
    'Links in warnings work for 30 days. If you need to answer, call us and give the number in the warning (V- and six digits).',
  wrongTitle: 'The link does not work',
  wrong:
    'It may have been cut or changed on the way. Open it again from the mail, and see that the whole link is there. If it still does not work, call us and give the number in the warning.',
}
