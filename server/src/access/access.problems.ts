import { problemKind } from '../platform/index.ts'

export const accessProblems = {
  notSignedIn: problemKind('not_signed_in', 401, 'Sign in first'),
  keyUnknown: problemKind('key_unknown', 401, 'The API key is not known'),
  keyExpired: problemKind('key_expired', 401, 'The API key has expired'),
  keyRevoked: problemKind('key_revoked', 401, 'The API key was revoked'),
  keyNetwork: problemKind('key_network', 403, 'The API key may not be used from this network'),
  notEnrolled: problemKind('not_enrolled', 403, 'Choose how to sign in first'),
  notAllowed: problemKind('not_allowed', 403, 'Your role does not allow this'),
  signInAgain: problemKind('sign_in_again', 403, 'Sign in again first'),
  linkRefused: problemKind('link_refused', 403, 'The link opens nothing'),
  lastWayIn: problemKind('last_way_in', 409, 'It is your only way to sign in'),
  foreignOrigin: problemKind('foreign_origin', 403, 'The request came from another site'),
}

/** What any route whose rule names an action may answer instead of its own. */
export const guarded = [
  accessProblems.notSignedIn,
  accessProblems.keyUnknown,
  accessProblems.keyExpired,
  accessProblems.keyRevoked,
  accessProblems.keyNetwork,
  accessProblems.notEnrolled,
  accessProblems.notAllowed,
]
