import type { chaseRulesNb } from './texts.nb.ts'

/** English. */
export const chaseRulesEn: Record<keyof typeof chaseRulesNb, string> = {
  'chase_rules.title': 'Reminders',
  'chase_rules.question': 'When do we remind, and whom do we tell next?',
  'chase_rules.text':
    'If nobody answers, a warning is followed up like this, until somebody does or we phone. Whoever has said that it is seen is not reminded before the deadline.',
  'chase_rules.open': 'Rules for reminders',
  'chase_rules.call_list': 'To the call list',
  'chase_rules.what': 'How it is followed up',
  'chase_rules.changed': 'Last changed',
  'chase_rules.never': 'never',
  'chase_rules.change': 'Change',
  'chase_rules.change.of': 'Change reminders: {severity}',
  'chase_rules.save': 'Save',
  'chase_rules.saved': 'The rule is in force, for warnings already sent too.',
  'chase_rules.due': 'Answer within {due, plural, one {# hour} other {# hours}}.',
  'chase_rules.due_days': 'Answer within {days} days.',
  'chase_rules.before': 'Reminded {before, plural, one {# hour} other {# hours}} before the deadline, and at it.',
  'chase_rules.at': 'Reminded at the deadline.',
  'chase_rules.after':
    'Then every {every, plural, one {# hour} other {# hours}}, at most {most, plural, one {# time} other {# times}}.',
  'chase_rules.no_more': 'Then no more.',
  'chase_rules.all': 'All contacts are told at once.',
  'chase_rules.nearest':
    'The first contact is told first; the next at the deadline, and then one more every {every, plural, one {# hour} other {# hours}}.',
  'chase_rules.quiet': 'Reminders wait from 22 to 6.',
  'chase_rules.night': 'Reminders go at night too.',
  'chase_rules.due_hours': 'Hours to the deadline, from when the first mail is delivered',
  'chase_rules.due_hours.text': 'For warnings sent from now on. The deadline of one warning is moved on that warning.',
  'chase_rules.early': 'The reminder would come with the warning. Write less than {due}.',
  'chase_rules.before_hours': 'Hours before the deadline for the first reminder (0: none)',
  'chase_rules.every_hours': 'Hours between reminders after the deadline',
  'chase_rules.most': 'At most so many reminders after the deadline',
  'chase_rules.bounds': 'Write a whole number from {least} to {most}.',
  'chase_rules.all_at_once': 'Tell all contacts at once',
  'chase_rules.quiet_hours': 'Let reminders wait from 22 to 6',
  'chase_rules.never_quiet': 'What is critical is never quiet.',
  'chase_rules.first_at_once': 'The warning goes out at once, at night too.',
  'chase_rules.first_morning': 'The warning goes out at once, but from 22 to 6 it waits for the morning.',
  'chase_rules.gather':
    'More to the same contact within {minutes, plural, one {# minute} other {# minutes}} go together in one e-mail.',
  'chase_rules.one_each': 'It never waits for others.',
  'chase_rules.gather_minutes':
    'Minutes between e-mails to the same contact; what comes meanwhile is gathered (0: send each warning at once)',
  'chase_rules.quiet_first': 'Let the warning itself wait until 6 at night',
}
