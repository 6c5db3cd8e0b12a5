import { problemKind } from '../platform/index.ts'

export const warningProblems = {
  policyIncomplete: problemKind('policy_incomplete', 400, 'The policy does not decide every case exactly once'),
  warningNotSendable: problemKind('warning_not_sendable', 409, 'This warning cannot be sent now'),
  noContact: problemKind('no_contact', 409, 'The member has no contact'),
}
