/** What stands in the way of putting a detection back. Pure. */
import type { DetectionState, TriageActWord } from '@varde/contract'

export type Undoable = {
  act: TriageActWord
  state: DetectionState
  state_after: DetectionState
  undone: boolean
  newest: boolean
}

/**
 * A mail cannot be called back. For the rest, only the newest act upon a detection can be undone, and only while the
 * detection stands as the act left it: a relapse, an answer or the policy may have moved it on.
 */
export function undoRefusal({ act, state, state_after, undone, newest }: Undoable) {
  if (act === 'warn') {
    return { code: 'is_sent', message: 'The warning has gone out, and a mail cannot be taken back. Send a new one.' }
  }
  if (undone) return { code: 'is_undone', message: 'It is undone already.' }
  if (state === 'warned' && state_after !== 'warned') {
    return { code: 'is_warned', message: 'The member has been warned about it since, and a mail cannot be taken back.' }
  }
  if (!newest || state !== state_after) {
    return {
      code: 'changed_since',
      message: 'It has been changed since. Undo the later change first, or open it and look.',
    }
  }
  return null
}
