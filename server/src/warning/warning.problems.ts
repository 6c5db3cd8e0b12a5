import { problemKind } from '../platform/index.ts'

export const warningProblems = {
  policyWrong: problemKind('policy_wrong', 400, 'These rules cannot be a policy'),
  policyDraftChanged: problemKind('policy_draft_changed', 409, 'The draft is not the one that you have seen'),
  textWrong: problemKind('text_wrong', 400, 'This text cannot be used'),
  textChanged: problemKind('text_changed', 409, 'The text is not the one that you have seen'),
  notDraft: problemKind('not_draft', 409, 'The warning is no draft any more'),
  policyUntried: problemKind('policy_untried', 409, 'A policy that is not tried cannot be switched on'),
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
  tooManyWebhooks: problemKind('too_many_webhooks', 409, 'The member has as many webhooks as it may'),
  noContact: problemKind('no_contact', 409, 'The member has no contact'),
}
