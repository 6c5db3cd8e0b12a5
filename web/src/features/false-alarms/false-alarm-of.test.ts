import { expect, test } from 'vitest'
import type { Detection, WarningDetail } from '../../api/types.ts'
import { falseAlarmOf } from './false-alarm-of.ts'

const detection = (id: string, key: string) => ({ id, cause: { kind: 'signature', key } }) as Detection
const said = (answer: string | null, comment = '') =>
  ({
    kind: answer === null ? 'acknowledge' : 'answer',
    answer,
    comment,
    contact_name: 'Kari',
  }) as WarningDetail['responses'][number]
const detections = [detection('a', '1'), detection('b', '1'), detection('c', '2')]
const warning = (answer: string | null) => ({ answer }) as WarningDetail['warning']

test('a false alarm has each cause once, with what was written', () => {
  const responses = [said(null), said('unknown'), said('false_alarm', 'Vår egen skanner'), said(null)]
  const alarm = falseAlarmOf({ warning: warning('false_alarm'), responses, detections })
  expect(alarm?.causes.map(({ id }) => id)).toEqual(['a', 'c'])
  expect(alarm).toMatchObject({ who: 'Kari', because: 'Vår egen skanner' })
})

test('it is none once something else was answered, or the warning has come back', () => {
  const responses = [said('false_alarm'), said('not_affected')]
  expect(falseAlarmOf({ warning: warning('not_affected'), responses, detections })).toBeNull()
  expect(falseAlarmOf({ warning: warning(null), responses: [said('false_alarm')], detections })).toBeNull()
})
