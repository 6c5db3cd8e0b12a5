import { problemKind } from '../platform/index.ts'

export const memberProblems = {
  nameDiffers: problemKind('member_name_differs', 400, 'The member has another name'),
  keyUnfit: problemKind('contact_key_unfit', 400, 'That key cannot be used for this contact'),
  held: problemKind('member_held', 409, 'An archive hold keeps the member'),
}
