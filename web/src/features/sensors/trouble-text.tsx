import type { Sensor } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { span } from '../../app/time.ts'
import { type TroubleNote, troubleNotes } from './fleet.ts'

/** What is wrong, in words with their figures; nothing where nothing is. */
export function useTroubleText(): (sensor: Pick<Sensor, 'troubles' | 'health'>) => string[] {
  const { t } = useText()
  const say = (note: TroubleNote) =>
    'share' in note
      ? t(`trouble.${note.kind}`, { share: note.share })
      : t(`trouble.${note.kind}`, { span: t('time.span', span(note.seconds)) })
  return (sensor) => troubleNotes(sensor).map(say)
}

export function TroubleText({ sensor }: { sensor: Pick<Sensor, 'troubles' | 'health'> }) {
  const say = useTroubleText()
  return say(sensor).map((text) => (
    <span key={text} className="note">
      {text}
    </span>
  ))
}
