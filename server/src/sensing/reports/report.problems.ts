import { problemKind } from '../../platform/index.ts'

export const reportProblems = {
  unreadable: problemKind('report_unreadable', 400, 'The report cannot be read'),
  sourceNeeded: problemKind('report_source_needed', 403, 'Reports come from a source'),
}

export const sourceProblems = {
  nameTaken: problemKind('source_name_taken', 409, 'A sensor or source has this name already'),
  nameEmpty: problemKind('source_name_empty', 422, 'The source needs a name'),
}
