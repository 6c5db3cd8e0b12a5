import { useEffect, useEffectEvent } from 'react'
import { commandFor, type KeyCommand } from './keys.ts'
import { useSettings } from './settings.ts'

export type KeyActions = Partial<Record<KeyCommand, (key: string) => void>>

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
}

/** Listens for the given commands while mounted. Quiet while a dialog is open: the dialog has the keyboard then. */
export function useKeys(actions: KeyActions, enabled = true): void {
  const { singleKeys } = useSettings()
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector('dialog[open]:modal')) return
    const target = event.target
    const command = commandFor(
      {
        key: event.key,
        ctrl: event.ctrlKey || event.metaKey,
        alt: event.altKey,
        typing: isTyping(target),
        onControl: target instanceof HTMLElement && target.closest('a, button, summary') !== null,
      },
      Object.keys(actions) as KeyCommand[],
      singleKeys,
    )
    if (!command) return
    event.preventDefault()
    actions[command]?.(event.key)
  })
  useEffect(() => {
    if (!enabled) return
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [enabled])
}
