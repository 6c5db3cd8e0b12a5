import type { sourcesNb } from './texts.nb.ts'

export const sourcesEn: Record<keyof typeof sourcesNb, string> = {
  'sources.title': 'Sources of reports',
  'sources.text': 'Others who see our members’ networks from outside, such as Shadowserver. They belong to no member.',
  'sources.none': 'No sources yet. Enrol one, or import a report with “varde reports import”.',
  'sources.more': 'Show more',
  'source.ok': 'has reported',
  'source.waiting': 'waiting for its first report',
  'source.revoked': 'revoked',
  'source.last': 'Last report',
  'source.rows': '{count, plural, =0 {No rows} one {# row} other {# rows}}',
  'source.unreadable': '{count, plural, one {# row could not be read} other {# rows could not be read}}',
  'source.revoke.title': 'Revoke {name}?',
  'source.revoke.text':
    'Its key stops working at once. What it has reported is kept. It cannot be switched on again; enrol it anew.',
  'source.revoke.done': 'The source is revoked.',
  'source.enrol': 'Enrol a source',
  'source.enrol.title': 'Enrol a source of reports',
  'source.enrol.name': 'Name',
  'source.enrol.name.text': 'Who reports, for example “shadowserver”',
  'source.enrol.name.missing': 'Give the source a name',
  'source.enrol.name.long': 'At most 100 characters',
  'source.enrol.go': 'Enrol',
  'source.enrol.done': '{name} is enrolled.',
  'source.enrol.try': 'Send a report like this:',
  'source.enrol.command': 'the command',
}
