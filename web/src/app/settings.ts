/** What this browser remembers about its reader: theme, language, whether single keys act. Nothing of it is secret. */
import { useSyncExternalStore } from 'react'
import type { Language } from '../api/types.ts'

export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export type Settings = { theme: Theme; language: Language; singleKeys: boolean }

const key = 'varde.settings'
const defaults: Settings = { theme: 'auto', language: 'nb', singleKeys: true }
const languages: readonly Language[] = ['nb', 'nn', 'en']

/** Reads stored settings, falling back for anything missing or of another shape. */
export function parseSettings(stored: string | null): Settings {
  let fields: Record<string, unknown> = {}
  try {
    const value: unknown = JSON.parse(stored ?? '{}')
    if (typeof value === 'object' && value !== null) fields = value as Record<string, unknown>
  } catch {
    return defaults
  }
  return {
    theme: themes.find((theme) => theme === fields['theme']) ?? defaults.theme,
    language: languages.find((language) => language === fields['language']) ?? defaults.language,
    singleKeys: fields['singleKeys'] !== false,
  }
}

function read(): Settings {
  try {
    return parseSettings(localStorage.getItem(key))
  } catch {
    return defaults
  }
}

let current = typeof localStorage === 'undefined' ? defaults : read()
const listeners = new Set<() => void>()

/** Sets the document's theme and language; before the first paint and at each change. */
export function applySettings(): Settings {
  document.documentElement.dataset['colorScheme'] = current.theme
  document.documentElement.lang = current.language
  return current
}

export function changeSettings(change: Partial<Settings>): void {
  current = { ...current, ...change }
  try {
    localStorage.setItem(key, JSON.stringify(current))
  } catch {
    // Storage may be full or forbidden; the choice then lasts until the page is closed.
  }
  applySettings()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useSettings(): Settings {
  return useSyncExternalStore(subscribe, () => current)
}
