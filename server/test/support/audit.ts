/** The real log of a test's own database, for code that writes in it. */
import { type Audit, type Note, noteBy, openAudit, system } from '../../src/access/index.ts'
import type { Db } from '../../src/platform/index.ts'

const auditKey = Buffer.alloc(32, 3)

export function testAudit(db: Db, clock: () => Date = () => new Date()): Audit {
  return openAudit({ db, key: auditKey, clock })
}

export function testNote(db: Db): Note {
  return noteBy(testAudit(db), system('test'))
}
