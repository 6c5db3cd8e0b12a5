/** Small makers of valid things for tests. Everything is fictive: documentation networks, `.example` names. */

/** The nth organisation number with a right control digit, none of them in use: they begin with 0. */
export function orgnr(n: number): string {
  const weights = [3, 2, 7, 6, 5, 4, 3, 2]
  for (let left = n, body = 1; ; body++) {
    const digits = String(body).padStart(8, '0')
    const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
    const control = (11 - (sum % 11)) % 11
    if (control === 10) continue
    if (left === 0) return `${digits}${control}`
    left--
  }
}
