/**
 * Finds Norwegian national identity numbers in free text: eleven digits whose last two are control digits by mod 11.
 * D-numbers and other synthetic ones have the same control digits, so they are found as well.
 */
const firstWeights = [3, 7, 6, 1, 8, 9, 4, 5, 2]
const secondWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]

/** Whether a text holds one, also written as `ddmmyy nnnnn`. Longer runs of digits are something else. */
export function holdsIdentityNumber(text: string): boolean {
  return [...text.matchAll(/(?<!\d)(\d{6})[ .\u00a0-]?(\d{5})(?!\d)/g)].some(([, day, rest]) =>
    isIdentityNumber(`${day}${rest}`),
  )
}

function isIdentityNumber(digits: string): boolean {
  const number = [...digits].map(Number)
  return control(number, firstWeights) === number[9] && control(number, secondWeights) === number[10]
}

/** 10 for a number that has no control digit, which no digit equals. */
function control(digits: readonly number[], weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, i) => total + weight * (digits[i] ?? 0), 0)
  return (11 - (sum % 11)) % 11
}
