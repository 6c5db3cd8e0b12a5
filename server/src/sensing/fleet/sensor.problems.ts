import { problemKind } from '../../platform/index.ts'

export const sensorProblems = {
  nameTaken: problemKind('sensor_name_taken', 409, 'A sensor has this name already'),
  memberUnknown: problemKind('member_unknown', 422, 'There is no such member'),
  nameEmpty: problemKind('sensor_name_empty', 422, 'The sensor needs a name'),
  endPassed: problemKind('sensor_end_passed', 422, 'The token would have ended already'),
  revoked: problemKind('sensor_revoked', 409, 'The sensor was revoked'),
}
