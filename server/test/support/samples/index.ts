import { access } from './access.ts'
import { constituency } from './constituency.ts'
import type { Samples } from './sample.ts'
import { sensing } from './sensing.ts'
import { vulnerability } from './vulnerability.ts'
import { warning } from './warning.ts'

export { own, type Sample } from './sample.ts'

/** A line's place is the context that has the route. */
export const samples: Samples = { ...access, ...constituency, ...sensing, ...vulnerability, ...warning }
