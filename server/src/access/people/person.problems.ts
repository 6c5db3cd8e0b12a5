import { problemKind } from '../../platform/index.ts'

export const personProblems = {
  beyondYou: problemKind('person_beyond_you', 403, 'That is above what you may give or take'),
  ownAccount: problemKind('own_account', 409, 'You cannot do that to yourself'),
  lastAdministrator: problemKind('last_administrator', 409, 'Nobody would be left to administer'),
  roleUnfit: problemKind('role_unfit', 422, 'The role and the member do not fit together'),
}
