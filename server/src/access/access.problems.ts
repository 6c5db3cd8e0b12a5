import { problemKind } from '../platform/index.ts'

export const accessProblems = {
  notSignedIn: problemKind('not_signed_in', 401, 'Sign in first'),
  keyUnknown: problemKind('key_unknown', 401, 'The API key is not known, has expired or was revoked'),
  notEnrolled: problemKind('not_enrolled', 403, 'Choose how to sign in first'),
  notAllowed: problemKind('not_allowed', 403, 'Your role does not allow this'),
  foreignOrigin: problemKind('foreign_origin', 403, 'The request came from another site'),
}
