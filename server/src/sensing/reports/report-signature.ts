/**
 * The numbers of reports' causes, by which what came from a report is told from what a sensor's rule saw: above what rule
 * sets use, which stay below 3,000,000,000, and within what a rule's number can be (32 bits).
 */
export const firstReportSignature = 3_000_000_000
export const reportSignatures = 1_000_000_000

/** @param key a signature's number, as text where it is a detection's key */
export function isReportSignature(key: string | number): boolean {
  const id = Number(key)
  return id >= firstReportSignature && id < firstReportSignature + reportSignatures
}
