/** The digit of the Admiralty scale, from the confidence that an indicator was given. Pure. */
import type { Credibility } from '@varde/contract'

/** The least confidence (0–100) for each digit, from 1 to 5: the table of STIX 2.1, appendix A, “Admiralty Credibility”. */
const least = [80, 60, 40, 20, 0] as const

/** 6 where nobody has said how sure they are, as with signatures: it cannot be judged. */
export function credibilityOf(confidence: number | null): Credibility {
  if (confidence === null) return 6
  return (least.findIndex((bound) => confidence >= bound) + 1) as Credibility
}

/** What an indicator's confidence must be for a digit at least so good. */
export function leastConfidence(credibility: number): number {
  return least[credibility - 1] ?? 0
}
