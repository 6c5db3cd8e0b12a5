import { problemKind } from '../../platform/index.ts'

export const viewProblems = {
  nameTaken: problemKind('view_name_taken', 409, 'You have a view with that name on the page'),
  tooMany: problemKind('view_too_many', 409, 'You have as many views as there can be'),
  notYours: problemKind('view_not_yours', 403, 'Somebody else made the view'),
}
