/** What every context stands on: the stores, the clock, the log, mail, jobs and HTTP. */
import type { Config } from '../config.ts'
import type { Channels } from './channels.ts'
import type { Clickhouse } from './clickhouse.ts'
import type { Clock } from './clock.ts'
import type { Live } from './live.ts'
import type { Logger } from './log.ts'
import type { Mailer } from './mail.ts'
import type { Postgres } from './postgres.ts'

/** Passed to each context as one argument; it takes what it needs. */
export type Platform = {
  config: Config
  log: Logger
  clock: Clock
  postgres: Postgres
  clickhouse: Clickhouse
  channels: Channels
  live: Live
  mailer: Mailer
}

export type { App } from './app.ts'
export { type Channels, openChannels } from './channels.ts'
export { type Clickhouse, openClickhouse, rows } from './clickhouse.ts'
export { type Clock, systemClock } from './clock.ts'
export { copying } from './copy-in.ts'
export { type CsvFault, type CsvRow, csvCell, readCsv, withCsvBody } from './csv.ts'
export { streamCsv } from './csv-stream.ts'
export { decodeCursor, decodeIdCursor, everyRow, page } from './cursor.ts'
export { DataFolderError, type Holder, keptSecret, keptText, lockDataFolder, openDataFolder } from './data-folder.ts'
export { type Dns, openDns } from './dns.ts'
export { isFinal, openGateways } from './gateway.ts'
export { gather } from './gather.ts'
export { createApp } from './http.ts'
export { previewPolicy } from './http-headers.ts'
export { replies, sendProblem } from './http-problems.ts'
export { hashSecret, manyIds, newId, newSecret } from './ids.ts'
export {
  addJobSoon,
  addJobs,
  type Daily,
  failedJobs,
  type Jobs,
  type Minutely,
  migrateJobs,
  retryJob,
  startJobs,
  type Task,
  type Tasks,
} from './jobs.ts'
export type { Limits } from './limits.ts'
export { type Live, liveChannel, openLive, publish } from './live.ts'
export { type Logger, openLog } from './log.ts'
export {
  MailError,
  type Mailer,
  type MailFault,
  type MailPatience,
  type Message,
  openMailer,
} from './mail.ts'
export { fetchMail, lookAtMailbox, mailboxAt } from './mail-fetch.ts'
export { type IncomingMail, openMailIn, type TakeMail } from './mail-in.ts'
export { mailButton, mailPage, noticePage, paragraphs } from './mail-page.ts'
export {
  clickhouseMigrations,
  migrateClickhouse,
  migratePostgres,
  postgresMigrations,
} from './migrations.ts'
export { holdsIdentityNumber, maskIdentityNumbers } from './national-identity-number.ts'
export { addressText, liesIn, parseAddress, readNetwork } from './network.ts'
export { AddressRefused, type Outbound, OutboundFault, openOutbound, outboundProblems } from './outbound.ts'
export { type AskOwnPort, askOwnPort } from './own-port.ts'
export { joinParts, type Part } from './part.ts'
export { readPhone } from './phone-number.ts'
export { type Db, openPostgres, type Postgres } from './postgres.ts'
export { Problem, problemKind, problems } from './problem.ts'
export type { Reading } from './reading.ts'
export type { Tables } from './tables.ts'
export {
  BodyCorrupt,
  type BodyLimits,
  BodyTooLarge,
  bodyBytes,
  type Encoding,
  type Excess,
  encodingByBytes,
  encodingOf,
  encodings,
  isBomb,
} from './unpack.ts'
export {
  newestOf,
  newestOfEach,
  oneAtATime,
  type Version,
  type Versioned,
  versionsOf,
  writeVersion,
} from './versions.ts'
