import { problemKind } from '../platform/index.ts'

export const warningProblems = {
  policyIncomplete: problemKind('policy_incomplete', 400, 'The policy does not decide every case exactly once'),
  warningNotSendable: problemKind('warning_not_sendable', 409, 'This warning cannot be sent now'),
  cannotBeAssigned: problemKind('cannot_be_assigned', 409, 'This person does not triage'),
  snoozeWrong: problemKind('snooze_wrong', 400, 'Detections cannot be put away until then'),
  suppressionWrong: problemKind('suppression_wrong', 400, 'This cannot be held back so'),
  suppressionOver: problemKind('suppression_over', 409, 'This suppression is over'),
  notChased: problemKind('not_chased', 409, 'This warning does not wait for the member'),
  remindedJustNow: problemKind('reminded_just_now', 409, 'A reminder has just gone out'),
  noHelpAsked: problemKind('no_help_asked', 409, 'The member has not asked for help'),
  identityNumber: problemKind('identity_number', 422, 'The text holds what looks like a national identity number'),
  chaseIncomplete: problemKind('chase_incomplete', 400, 'The rules do not say every severity exactly once'),
  notAContact: problemKind('not_a_contact', 409, 'You are no contact of this member'),
  noContact: problemKind('no_contact', 409, 'The member has no contact'),
}
