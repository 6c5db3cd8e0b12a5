import { problemKind } from '../../platform/index.ts'

export const keyProblems = {
  nameEmpty: problemKind('key_name_empty', 422, 'The key needs a name'),
  scopeUnknown: problemKind('key_scope_unknown', 422, 'There is no such scope'),
  beyondYou: problemKind('key_beyond_you', 403, 'The key could do more than you can'),
  endWrong: problemKind('key_end_wrong', 422, 'The key cannot end then'),
  networkWrong: problemKind('key_network_wrong', 422, 'A network is not one'),
  ended: problemKind('key_ended', 409, 'The key has ended'),
}
