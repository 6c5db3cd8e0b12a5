import { useSyncExternalStore } from 'react'
import type { Language } from '../api/types.ts'
import { type Say, useText } from '../app/i18n.tsx'
import { formatTime, relativeTime } from '../app/time.ts'

/** One clock for the page: all relative times move together, and no more often than a reader would notice. */
const tickMilliseconds = 15_000
let now = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const one of listeners) one()
  }, tickMilliseconds)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}

/** "3 min siden", "om 2 t", or the date where that says more. */
export function sayRelative(at: number, nowAt: number, t: Say, language: Language): string {
  const relative = relativeTime(at, nowAt)
  if (relative.unit === 'now') return t('time.now')
  if (relative.unit === 'date') return formatTime(at, language, 'date')
  return t(`time.${relative.direction}.${relative.unit}`, { count: relative.count })
}

type TimeProps = { at: string | null; both?: boolean }

/**
 * A time as distance, with the exact one (and its zone) on hover, on the active row, and beside it where `both`.
 * Null is a dash that screen readers hear as "never".
 */
export function Time({ at, both = false }: TimeProps) {
  const { t, language } = useText()
  const nowAt = useNow()
  if (at === null) {
    return (
      <span className="time-none">
        <span aria-hidden="true">–</span>
        <span className="ds-sr-only">{t('time.never')}</span>
      </span>
    )
  }
  const instant = Date.parse(at)
  const exact = formatTime(instant, language, 'exact')
  // Far off, the distance is a date as well: one is enough.
  const twice = both && relativeTime(instant, nowAt).unit === 'date'
  return (
    <time className="time" dateTime={at} title={exact}>
      {twice ? null : <span className="time-relative">{sayRelative(instant, nowAt, t, language)}</span>}
      {both ? (
        <span className="time-exact"> {exact}</span>
      ) : (
        <span className="time-short">{formatTime(instant, language, 'short')}</span>
      )}
    </time>
  )
}
