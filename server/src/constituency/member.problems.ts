import { problemKind } from '../platform/index.ts'

export const memberProblems = {
  nameDiffers: problemKind('member_name_differs', 400, 'The member has another name'),
  keyUnfit: problemKind('contact_key_unfit', 400, 'That key cannot be used for this contact'),
  notOwnKey: problemKind('not_own_key', 403, 'The key is another contact’s'),
  contactTaken: problemKind('contact_taken', 409, 'The member has this contact already'),
  lastContact: problemKind('last_contact', 409, 'The member would have no contact left'),
  claimPointless: problemKind('claim_pointless', 409, 'The claim would change nothing'),
  claimDecided: problemKind('claim_decided', 409, 'The claim is decided already'),
  claimHeld: problemKind('claim_held', 409, 'Another member holds it'),
  held: problemKind('member_held', 409, 'An archive hold keeps the member'),
}
