import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

/** On a phone a row of links is wider than the screen: the one of the page that is open is brought to its middle. */
export function useCurrentInView<E extends HTMLElement>() {
  const row = useRef<E>(null)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: which link is the current one follows from the address
  useEffect(() => {
    const current = row.current?.querySelector('[aria-current="page"]')
    if (!row.current || !current) return
    const [inner, outer] = [current.getBoundingClientRect(), row.current.getBoundingClientRect()]
    row.current.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2)
  }, [pathname])
  return row
}
