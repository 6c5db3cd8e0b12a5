/**
 * What each key does, as one total table. Pure. Single characters can be switched off (WCAG 2.1.4);
 * the combination with Ctrl or Cmd always works.
 */
export const keyCommands = [
  'help',
  'search',
  'palette',
  'views',
  'next',
  'previous',
  'open',
  'select',
  'undo',
  'accept',
  'duplicate',
  'dismiss',
  'snooze',
  'assign',
  'merge',
  'warn',
  'split',
  'suppress',
  'copy',
  'remind',
  'note',
  'edit',
  'preview',
  'call',
  'standing',
  'affected',
  'publish',
  'close',
  'tile',
] as const
export type KeyCommand = (typeof keyCommands)[number]

type Binding = { keys: readonly string[]; shown: string; single: boolean }

export const bindings: Record<KeyCommand, Binding> = {
  help: { keys: ['?'], shown: '?', single: true },
  search: { keys: ['/'], shown: '/', single: true },
  palette: { keys: ['ctrl+k'], shown: 'Ctrl K', single: false },
  views: { keys: ['v'], shown: 'V', single: true },
  next: { keys: ['j'], shown: 'J', single: true },
  previous: { keys: ['k'], shown: 'K', single: true },
  open: { keys: ['enter'], shown: 'Enter', single: false },
  select: { keys: ['x'], shown: 'X', single: true },
  undo: { keys: ['z'], shown: 'Z', single: true },
  accept: { keys: ['1'], shown: '1', single: true },
  duplicate: { keys: ['2'], shown: '2', single: true },
  snooze: { keys: ['h'], shown: 'H', single: true },
  assign: { keys: ['a'], shown: 'A', single: true },
  merge: { keys: ['m'], shown: 'M', single: true },
  split: { keys: ['u'], shown: 'U', single: true },
  suppress: { keys: ['s'], shown: 'S', single: true },
  warn: { keys: ['w'], shown: 'W', single: true },
  dismiss: { keys: ['3'], shown: '3', single: true },
  copy: { keys: ['c'], shown: 'C', single: true },
  remind: { keys: ['r'], shown: 'R', single: true },
  note: { keys: ['n'], shown: 'N', single: true },
  edit: { keys: ['e'], shown: 'E', single: true },
  preview: { keys: ['p'], shown: 'P', single: true },
  call: { keys: ['c'], shown: 'C', single: true },
  standing: { keys: ['t'], shown: 'T', single: true },
  affected: { keys: ['f'], shown: 'F', single: true },
  publish: { keys: ['p'], shown: 'P', single: true },
  close: { keys: ['escape'], shown: 'Esc', single: false },
  tile: { keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], shown: '1–9', single: true },
}

/** A key press without the browser's event object. */
export type Press = {
  key: string
  ctrl: boolean
  alt: boolean
  /** True while the reader writes in a field; then single keys are letters. */
  typing: boolean
  /** True where the focused element takes Enter itself (a link, a button). */
  onControl: boolean
}

/** Which of the commands that this page listens for the press means, or null. */
export function commandFor(press: Press, listening: readonly KeyCommand[], singleKeys: boolean): KeyCommand | null {
  if (press.alt) return null
  const name = `${press.ctrl ? 'ctrl+' : ''}${press.key.toLowerCase()}`
  for (const command of listening) {
    const binding = bindings[command]
    if (!binding.keys.includes(name)) continue
    if (binding.single && (press.typing || !singleKeys)) continue
    if (command === 'open' && (press.typing || press.onControl)) continue
    if (command === 'close' && press.typing) continue
    return command
  }
  return null
}
