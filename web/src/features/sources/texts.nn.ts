import type { sourcesNb } from './texts.nb.ts'

export const sourcesNn: Record<keyof typeof sourcesNb, string> = {
  'sources.title': 'Kjelder til rapportar',
  'sources.text':
    'Andre som ser netta til medlemmene våre utanfrå, til dømes Shadowserver. Dei høyrer ikkje til noko medlem.',
  'sources.none': 'Ingen kjelder enno. Meld inn ei, eller importer ein rapport med «varde reports import».',
  'sources.more': 'Vis fleire',
  'source.ok': 'har rapportert',
  'source.waiting': 'ventar på første rapport',
  'source.revoked': 'tilbakekalla',
  'source.last': 'Siste rapport',
  'source.rows': '{count, plural, =0 {Ingen rader} one {# rad} other {# rader}}',
  'source.unreadable': '{count, plural, one {# rad kunne ikkje lesast} other {# rader kunne ikkje lesast}}',
  'source.revoke.title': 'Kalle tilbake {name}?',
  'source.revoke.text':
    'Nøkkelen sluttar å verke med ein gong. Det kjelda alt har rapportert, blir teke vare på. Ho kan ikkje slåast på att; meld ho då inn på nytt.',
  'source.revoke.done': 'Kjelda er tilbakekalla.',
  'source.enrol': 'Meld inn kjelde',
  'source.enrol.title': 'Meld inn ei kjelde til rapportar',
  'source.enrol.name': 'Namn',
  'source.enrol.name.text': 'Kven som rapporterer, til dømes «shadowserver»',
  'source.enrol.name.missing': 'Gi kjelda eit namn',
  'source.enrol.name.long': 'Høgst 100 teikn',
  'source.enrol.go': 'Meld inn',
  'source.enrol.done': '{name} er meld inn.',
  'source.enrol.try': 'Send ein rapport slik:',
  'source.enrol.command': 'kommandoen',
}
