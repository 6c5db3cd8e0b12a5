import { type Logger, pino } from 'pino'
import type { LogLevel } from '../config.ts'

export type { Logger }

/** The log: one JSON value a line on standard error, so that a command's standard output stays its answer. */
export function openLog(level: LogLevel): Logger {
  return pino(
    {
      level,
      base: null,
      // Nothing logs these on purpose; this is for the object that somebody logs whole by mistake.
      redact: {
        paths: ['*.password', '*.token', '*.email', '*.authorization', '*.cookie', 'req.headers'],
        remove: true,
      },
    },
    pino.destination({ fd: 2, sync: false }),
  )
}
