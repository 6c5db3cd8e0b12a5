import type { AffectedMember } from '../../api/types.ts'
import { type Say, useText } from '../../app/i18n.tsx'
import { sourceName } from './source-name.ts'

type ReasonOf = AffectedMember['products'][number]['reason']

/** Why a product is affected, or why it is not known, in words. */
export function Reason({ of }: { of: ReasonOf }) {
  const { t } = useText()
  return <span className="quiet">{reasonWords(of, t)}</span>
}

function reasonWords({ code, version, range, notes }: ReasonOf, t: Say): string {
  const said = t(`reason.${code}`, { version, range })
  const beside = notes.map((note) => {
    const text = note.code === 'disagrees' ? sourceName(note.text, t) : note.text
    return t(`reason.note.${note.code}`, { text })
  })
  return [said, ...beside].join(' ')
}
