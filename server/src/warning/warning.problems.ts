import { problemKind } from '../platform/index.ts'

export const warningProblems = {
  policyIncomplete: problemKind('policy_incomplete', 400, 'The policy does not decide every case exactly once'),
  warningNotSendable: problemKind('warning_not_sendable', 409, 'This warning cannot be sent now'),
  cannotBeAssigned: problemKind('cannot_be_assigned', 409, 'This person does not triage'),
  snoozeWrong: problemKind('snooze_wrong', 400, 'Detections cannot be put away until then'),
  noContact: problemKind('no_contact', 409, 'The member has no contact'),
}
