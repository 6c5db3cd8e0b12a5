import { useEffect, useSyncExternalStore } from 'react'
import { useText } from '../app/i18n.tsx'
import { useKeys } from '../app/use-keys.ts'
import { announce } from './live-region.tsx'

type Toast = { id: number; text: string; tone: 'plain' | 'bad'; undo?: (() => void) | undefined }

/** Long enough to read twice; the pointer or the keyboard on it keeps it there. */
const shownMilliseconds = 12_000

let toast: Toast | null = null
let counter = 0
const listeners = new Set<() => void>()

function set(next: Toast | null) {
  toast = next
  for (const listener of listeners) listener()
}

/** Shows one message at a time, the newest; with `undo` it offers a button (and key Z where the page listens). */
export function showToast(text: string, more: { tone?: 'plain' | 'bad'; undo?: () => void } = {}): void {
  counter += 1
  set({ id: counter, text, tone: more.tone ?? 'plain', undo: more.undo })
  announce(text)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Mounted once, by the shell. */
export function Toaster() {
  const { t } = useText()
  const shown = useSyncExternalStore(subscribe, () => toast)
  useEffect(() => {
    if (!shown) return
    const hide = () => {
      const held = document.querySelector('.toast:hover, .toast:focus-within')
      if (held) timer = setTimeout(hide, 1_000)
      else set(null)
    }
    let timer = setTimeout(hide, shownMilliseconds)
    return () => clearTimeout(timer)
  }, [shown])
  const undo = shown?.undo
  const take = () => {
    undo?.()
    set(null)
  }
  useKeys(undo ? { undo: take } : {})
  if (!shown) return null
  return (
    <section className="toast" data-tone={shown.tone} aria-label={t('toast.label')}>
      <p>{shown.text}</p>
      {undo ? (
        <button type="button" className="toast-button ds-focus" onClick={take}>
          {t('undo')} <kbd>Z</kbd>
        </button>
      ) : null}
      <button type="button" className="toast-button ds-focus" aria-label={t('close')} onClick={() => set(null)}>
        ×
      </button>
    </section>
  )
}
