import type { huntNb } from './texts.nb.ts'

export const huntEn: Record<keyof typeof huntNb, string> = {
  'hunt.question': 'Has anyone seen this?',
  'hunt.ask': 'Look for',
  'hunt.ask.text':
    'Addresses, networks, domains, URLs, hashes, JA3, JA4 and e-mail addresses. One a line, defanged if you like, such as 203.0.113[.]7. Ctrl Enter starts.',
  'hunt.too_many':
    'You have pasted {count, plural, other {# values}}. Split them up: {most} can be looked for at a time.',
  'hunt.back': 'Back',
  'hunt.days': '{days, plural, =365 {a year} one {# day} other {# days}}',
  'hunt.start': 'Look',
  'hunt.start.count': 'Look for {count, plural, one {# value} other {# values}}',
  'hunt.unread':
    '{count, plural, one {One value was not understood and is not looked for:} other {# values were not understood and are not looked for:}}',
  'hunt.unread.more': 'and {count} more',
  'hunt.earlier': 'Earlier hunts',
  'hunt.shown': '{count, plural, =0 {No hunts} one {# hunt} other {# hunts}}',
  'hunt.empty': 'Nobody has looked yet',
  'hunt.empty.text': 'Paste what you have heard of, and see whether any member has been in touch with it.',
  'hunt.asked': 'Looked for',
  'hunt.name.more': '{first} and {count} more',
  'hunt.seen': 'Seen',
  'hunt.seen.count': '{seen} of {of}, at {members, plural, =0 {no member} one {# member} other {# members}}',
  'hunt.none': 'Not seen',
  'hunt.none_yet': 'Not seen so far',
  'hunt.at': 'When',
  'hunt.waiting': 'waiting',
  'hunt.running': 'looking',
  'hunt.done': 'done',
  'hunt.stopped': 'stopped',
  'hunt.failed': 'failed',
  'hunt.kicker': 'Hunt',
  'hunt.sum':
    '{seen} of {of} seen at {members, plural, =0 {no known member} one {# member} other {# members}} in the last {days, plural, one {# day} other {# days}}',
  'hunt.sum.none':
    '{count, plural, one {Not seen} other {None of # seen}} in the last {days, plural, one {# day} other {# days}}',
  'hunt.sum.none_yet': '{count, plural, one {Looking for one value} other {Looking for # values}}',
  'hunt.searched': '{done} of {total} stored events searched',
  'hunt.waiting.text': 'Starts in a moment',
  'hunt.stop': 'Stop',
  'hunt.stopped.text':
    'The hunt was stopped before all was searched. What it had found is here. Start a new one to search all.',
  'hunt.failed.text':
    'The hunt failed before all was searched. What it had found is here. Start a new one, and tell operations if it fails again.',
  'hunt.not_seen': 'Not seen in {days, plural, one {# day} other {# days}}',
  'hunt.not_seen.text': 'No stored event that you may read holds this.',
  'hunt.members': 'At {count, plural, one {# member} other {# members}}',
  'hunt.no_member': 'Unknown member',
  'hunt.strip':
    '{count, plural, one {# event} other {# events}} spread over {days, plural, one {# day} other {# days}}',
  'hunt.member.counts': '{indicators, plural, one {# indicator} other {# indicators}}, {events} hits',
  'hunt.results': 'Hits ({count})',
  'hunt.search': 'Search value and member',
  'hunt.none_narrowed': 'No hits fit the filter',
  'hunt.events': '{count, plural, one {# event} other {# events}}',
  'hunt.first': 'First',
  'hunt.last': 'Last',
  'hunt.see_events': 'See the events',
  'hunt.more': 'Show more ({left} left)',
  'hunt.left_out':
    '{count, plural, one {# hit with fewer events is left out.} other {# hits with fewer events are left out.}} Split the hunt up to see all.',
  'look_back.title': 'New indicators look back',
  'look_back.text':
    'When an indicator comes in, it is looked for by itself in what is stored already. Hits go to triage.',
  'look_back.queue': '{count, plural, one {# indicator waits} other {# indicators wait}} for their turn',
  'look_back.waiting': '{count, plural, one {# indicator starts} other {# indicators start}} in a moment',
  'look_back.running':
    '{count, plural, one {# indicator looks} other {# indicators look}} {days, plural, one {# day} other {# days}} back',
  'look_back.done':
    '{count, plural, one {# indicator} other {# indicators}} looked {days, plural, one {# day} other {# days}} back',
  'look_back.found': '{count, plural, =0 {no hits} one {# event with hits} other {# events with hits}}',
}
