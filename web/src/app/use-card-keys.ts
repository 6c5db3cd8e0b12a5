import type { RefObject } from 'react'
import { useKeys } from './use-keys.ts'

/** J and K among cards: the focus moves between their links, which Enter then opens. */
export function useCardKeys(place: RefObject<HTMLElement | null>): void {
  const move = (step: 1 | -1) => {
    const links = [...(place.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
    const at = links.indexOf(document.activeElement as HTMLElement)
    const next = links[at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))]
    next?.focus()
  }
  useKeys({ next: () => move(1), previous: () => move(-1) })
}
