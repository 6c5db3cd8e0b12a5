/** Problems of the server that have words of their own in the reader's language; the others are told by what can be done. */
export const knownProblems = [
  'own_account',
  'last_administrator',
  'person_beyond_you',
  'key_beyond_you',
  'key_ended',
  'key_network_wrong',
  'national_identity_number',
  'retention_too_short',
  'hold_member_unknown',
  'hold_until_past',
  'member_held',
  'member_name_differs',
  'sensor_name_taken',
  'source_name_taken',
  'sensor_revoked',
  'too_many_requests',
] as const
