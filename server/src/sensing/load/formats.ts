/** Every format that lines are read in, in the order in which they are tried: the first is what nearly all sensors send. */
import type { Format } from './format.ts'
import { eve } from './format-eve.ts'
import { idea } from './format-idea.ts'
import { intelmq } from './format-intelmq.ts'
import { report } from './format-report.ts'
import { zeek } from './format-zeek.ts'

export const formats: readonly Format[] = [eve, zeek, report, intelmq, idea]
