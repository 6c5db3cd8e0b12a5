import type { Detection } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'

type Grade = NonNullable<Detection['cause']['grade']>

/** The Admiralty grade, e.g. B2; its words on hover, and in the facts of what is open. */
export function GradeMark({ grade, words = false }: { grade: Grade; words?: boolean }) {
  const { t } = useText()
  const said = `${t(`reliability.${grade.reliability}`)}, ${t(`credibility.${grade.credibility}`)}`
  return (
    <span className="grade" title={said}>
      <span className="mono">
        {grade.reliability}
        {grade.credibility}
      </span>{' '}
      <span className={words ? 'quiet' : 'grade-words'}>{said}</span>
    </span>
  )
}
