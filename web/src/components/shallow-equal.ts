/** Whether two values hold the same, one step deep: what lies within is compared by identity. */
export function shallowEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => key in other && Object.is(one[key as keyof typeof one], other[key as keyof typeof other]))
  )
}
