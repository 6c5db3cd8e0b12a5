/** When a cause itself should be looked at. Values in, values out. */

/** One member may be wrong about its own network; two rarely are about the same thing. */
const leastMembers = 2

export function wantsReview({ members }: { members: number }): boolean {
  return members >= leastMembers
}
