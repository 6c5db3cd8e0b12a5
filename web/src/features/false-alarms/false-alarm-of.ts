/** What a member calls a false alarm. Pure. */
import type { Detection, WarningDetail } from '../../api/types.ts'

export type FalseAlarm = {
  who: string
  /** What they wrote. */
  because: string
  /** One detection of each cause, in the order of the warning. */
  causes: Detection[]
}

/** @returns null where that is not the member's last word */
export function falseAlarmOf({
  warning,
  responses,
  detections,
}: Pick<WarningDetail, 'warning' | 'responses' | 'detections'>): FalseAlarm | null {
  const last = responses.findLast(({ kind }) => kind === 'answer')
  if (warning.answer !== 'false_alarm' || last?.answer !== 'false_alarm') return null
  const causes = new Map<string, Detection>()
  for (const detection of detections) {
    const name = `${detection.cause.kind} ${detection.cause.key}`
    if (!causes.has(name)) causes.set(name, detection)
  }
  return { who: last.contact_name, because: last.comment, causes: [...causes.values()] }
}
