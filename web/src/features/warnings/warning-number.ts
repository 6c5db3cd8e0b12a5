/** A warning's number as people say it on the phone: V-000123. */
export function warningNumber(number: number): string {
  return `V-${String(number).padStart(6, '0')}`
}
