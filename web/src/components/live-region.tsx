import { useSyncExternalStore } from 'react'

let spoken = ''
const listeners = new Set<() => void>()

/** Says one short sentence to screen readers: counts and outcomes, never whole rows. */
export function announce(sentence: string): void {
  // The same sentence twice would not be read again; a trailing space makes it new.
  spoken = spoken === sentence ? `${sentence} ` : sentence
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Mounted once, by the shell. */
export function LiveRegion() {
  const text = useSyncExternalStore(subscribe, () => spoken)
  return (
    <div className="ds-sr-only" role="status" aria-live="polite">
      {text}
    </div>
  )
}
