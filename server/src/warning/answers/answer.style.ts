/** The answer page's one style sheet: the design system's, and a little of our own, under a name that changes with it. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const own = `
.answer { max-width: 40rem; margin: 0 auto; padding: 1rem; display: grid; gap: 1.5rem; overflow-wrap: anywhere; }
.answer main { display: grid; gap: 1.5rem; }
.answer header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; }
.answer header strong { display: inline-flex; gap: .5rem; align-items: center; }
.answer header svg { width: 1.75rem; height: 1.75rem; }
.answer nav { display: flex; gap: 1rem; }
.answer nav a { padding: .5rem 0; color: inherit; }
.answer nav a[aria-current] { font-weight: 600; text-decoration: none; }
.answer h1, .answer h2, .answer h3, .answer h4, .answer p, .answer ol, .answer ul, .answer dl, .answer dd { margin: 0; }
.answer .ds-heading { font-weight: 600; }
.answer section, .answer form { display: grid; gap: .75rem; }
.answer dl { display: grid; gap: .25rem .75rem; border-top: 1px solid var(--ds-color-neutral-border-subtle); padding-top: .75rem; }
.answer dt { font-weight: 600; }
.answer ol, .answer ul { padding-inline-start: 1.5rem; display: grid; gap: .25rem; }
.answer fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: .5rem; }
.answer legend { padding: 0; margin-bottom: .5rem; font-weight: 600; }
.answer .choice { display: grid; grid-template-columns: auto 1fr; gap: .25rem .75rem; align-items: center; padding: .75rem 1rem;
  border: 2px solid var(--ds-color-neutral-border-default); border-radius: .5rem; cursor: pointer; min-height: 3rem; }
.answer .choice:has(:checked) { border-color: var(--ds-color-accent-border-strong); background: var(--ds-color-accent-surface-tinted); }
.answer .choice small { grid-column: 2; font-size: 1rem; }
.answer .standing, .answer details { display: grid; gap: .5rem; padding: .75rem 1rem; border-radius: .5rem;
  border: 2px solid var(--ds-color-neutral-border-default); }
.answer .standing label, .answer details label { display: grid; gap: .25rem; }
.answer .standing p { font-weight: 600; }
/* Why is asked for once something is said; what cannot tell that shows it all the time. */
.answer .standing:has(option[value="open"]:checked) .why { display: none; }
.answer summary { cursor: pointer; min-height: 2.5rem; display: list-item; align-content: center; font-weight: 600; }
.answer select, .answer .standing input { width: 100%; box-sizing: border-box; min-height: 3rem; font: inherit; }
.answer textarea { width: 100%; min-height: 7rem; box-sizing: border-box; font: inherit; }
.answer .ds-button { width: 100%; min-height: 3.5rem; font-size: 1.125rem; }
.answer .note { padding: 1rem; border-radius: .5rem; border-inline-start: .375rem solid var(--ds-color-neutral-border-strong);
  background: var(--ds-color-neutral-surface-tinted); display: grid; gap: .5rem; }
.answer .note[role="alert"] { border-color: var(--ds-color-danger-border-default); }
.answer .quiet { font-size: 1rem; }
@media (min-width: 36rem) { .answer dl { grid-template-columns: max-content 1fr; } }
@media print { .answer form, .answer nav { display: none; } }
`

export type Style = { name: string; plain: Buffer; gzipped: Buffer }

export function readStyle(): Style {
  const files = ['@digdir/designsystemet-css/theme.css', '@digdir/designsystemet-css']
  const sheets = files.map((name) => readFileSync(fileURLToPath(import.meta.resolve(name)), 'utf8'))
  // A character set is said once, by the reply's type.
  const plain = Buffer.from([...sheets, own].join('\n').replaceAll(/@charset "[^"]*";/g, ''))
  const name = `answer-${createHash('sha256').update(plain).digest('hex').slice(0, 16)}.css`
  return { name, plain, gzipped: gzipSync(plain) }
}
