import { problemKind } from '../platform/index.ts'

export const sensingProblems = {
  sensorTokenUnknown: problemKind('sensor_token_unknown', 401, 'The sensor’s token is not known'),
  sensorTokenExpired: problemKind('sensor_token_expired', 401, 'The sensor’s token has expired'),
  sensorTokenRevoked: problemKind('sensor_token_revoked', 401, 'The sensor’s token was revoked'),
  sensorNetwork: problemKind('sensor_network', 403, 'The sensor may not send from this network'),
  sensorCertificate: problemKind('sensor_certificate', 403, 'The sensor’s certificate is missing or not its own'),
  contentEncodingUnknown: problemKind('content_encoding_unknown', 415, 'The content encoding is not supported'),
  bodyCorrupt: problemKind('body_corrupt', 400, 'The body is cut short or damaged'),
  bulkActionUnreadable: problemKind('bulk_action_unreadable', 400, 'A line of the bulk body names no action'),
  bodyTooLarge: problemKind('body_too_large', 413, 'The body is too large'),
  allowedAlready: problemKind('allowed_already', 409, 'It is on the list already'),
  builtIn: problemKind('built_in', 409, 'The entry comes with the program'),
  noLookBacks: problemKind('no_look_backs', 409, 'Indicators do not look back here'),
  searchTooWide: problemKind('search_too_wide', 422, 'The search reads too much'),
  spoolBusy: problemKind('spool_busy', 429, 'More waits to be loaded than may wait'),
  spoolFull: problemKind('spool_full', 503, 'The disk is full'),
  spoolUnwritable: problemKind('spool_unwritable', 503, 'The disk cannot be written'),
}
