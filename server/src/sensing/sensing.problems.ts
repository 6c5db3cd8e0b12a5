import { problemKind } from '../platform/index.ts'

export const sensingProblems = {
  sensorTokenUnknown: problemKind('sensor_token_unknown', 401, 'The sensor’s token is not known or was revoked'),
  contentEncodingUnknown: problemKind('content_encoding_unknown', 415, 'The content encoding is not supported'),
  bodyCorrupt: problemKind('body_corrupt', 400, 'The body is cut short or damaged'),
  bodyTooLarge: problemKind('body_too_large', 413, 'The body is too large'),
  spoolBusy: problemKind('spool_busy', 429, 'More waits to be loaded than may wait'),
  spoolFull: problemKind('spool_full', 503, 'The disk is full'),
}
