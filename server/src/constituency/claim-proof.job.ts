/** Looks for the records that prove claimed domains. What is proven is still for a person to approve. */
import type { ClaimCheck } from '@varde/contract'
import { type Audit, type Note, noteBy, system } from '../access/index.ts'
import type { Db, Dns, Minutely, Platform, Task } from '../platform/index.ts'
import { keepCheck, type ToProve, waitingForProof } from './claim-proof.store.ts'
import { isProvenBy, recordName } from './claim-proof.ts'

export const claimProofTask = 'claim_proof'
export const claimProofWatch: Minutely = { task: claimProofTask, each: 'minute' }

/** Texts that are shown of what is there instead, and their length: a stranger wrote them. */
const shown = { texts: 3, characters: 200 }

export async function checkProof(db: Db, dns: Dns, claim: ToProve, now: Date, note: Note): Promise<ClaimCheck> {
  // A name server that does not answer is no answer.
  const texts = await dns.txt(recordName(claim.domain)).catch(() => null)
  const proven = isProvenBy(texts ?? [], claim.proof)
  await keepCheck(db, claim, proven, now, note)
  const seen = (texts ?? []).slice(0, shown.texts).map((text) => text.slice(0, shown.characters))
  return { proven, answered: texts !== null, seen: proven ? [] : seen }
}

export function claimProofJob({ postgres: { db }, clock, log }: Platform, audit: Audit, dns: Dns): Task {
  const note = noteBy(audit, system(claimProofTask))
  return async () => {
    for (const claim of await waitingForProof(db, clock())) {
      const { proven } = await checkProof(db, dns, claim, clock(), note)
      if (proven) log.info({ claim: claim.id }, 'a claimed domain is proven')
    }
  }
}
