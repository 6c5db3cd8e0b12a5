/** Bokmål: the catalogue that the other languages must match key by key. */
export const huntNb = {
  'hunt.question': 'Har noen sett dette?',
  'hunt.ask': 'Let etter',
  'hunt.ask.text':
    'Adresser, nett, domener, URL-er, sjekksummer, JA3, JA4 og e-postadresser. Én på hver linje, gjerne gjort ufarlige, som 203.0.113[.]7. Ctrl Enter starter.',
  'hunt.too_many':
    'Du har limt inn {count, plural, other {# verdier}}. Del dem opp: det kan letes etter {most} om gangen.',
  'hunt.back': 'Tilbake',
  'hunt.days': '{days, plural, =365 {et år} one {# dag} other {# dager}}',
  'hunt.start': 'Let',
  'hunt.start.count': 'Let etter {count, plural, one {# verdi} other {# verdier}}',
  'hunt.unread':
    '{count, plural, one {Én verdi ble ikke forstått, og det letes ikke etter den:} other {# verdier ble ikke forstått, og det letes ikke etter dem:}}',
  'hunt.unread.more': 'og {count} til',
  'hunt.earlier': 'Tidligere søk',
  'hunt.shown': '{count, plural, =0 {Ingen søk} one {# søk} other {# søk}}',
  'hunt.empty': 'Ingen har lett ennå',
  'hunt.empty.text': 'Lim inn det du har fått høre om, og se om noen av medlemmene har vært i kontakt med det.',
  'hunt.asked': 'Lette etter',
  'hunt.name.more': '{first} og {count} til',
  'hunt.seen': 'Sett',
  'hunt.seen.count': '{seen} av {of}, hos {members, plural, =0 {ingen medlem} one {# medlem} other {# medlemmer}}',
  'hunt.none': 'Ikke sett',
  'hunt.none_yet': 'Ikke sett så langt',
  'hunt.at': 'Når',
  'hunt.waiting': 'venter',
  'hunt.running': 'leter',
  'hunt.done': 'ferdig',
  'hunt.stopped': 'stanset',
  'hunt.failed': 'feilet',
  'hunt.kicker': 'Søk etter indikatorer',
  'hunt.sum':
    '{seen} av {of} sett hos {members, plural, =0 {ingen kjent medlem} one {# medlem} other {# medlemmer}} de siste {days, plural, one {# dagen} other {# dagene}}',
  'hunt.sum.none':
    '{count, plural, one {Ikke sett} other {Ingen av # sett}} de siste {days, plural, one {# dagen} other {# dagene}}',
  'hunt.sum.none_yet': '{count, plural, one {Leter etter én verdi} other {Leter etter # verdier}}',
  'hunt.searched': '{done} av {total} lagrede hendelser gjennomgått',
  'hunt.waiting.text': 'Begynner straks',
  'hunt.stop': 'Stans',
  'hunt.stopped.text':
    'Søket ble stanset før alt var gjennomgått. Det som var funnet, står her. Start et nytt for å lete i alt.',
  'hunt.failed.text':
    'Søket feilet før alt var gjennomgått. Det som var funnet, står her. Start et nytt, og si fra til drift om det feiler igjen.',
  'hunt.not_seen': 'Ikke sett på {days, plural, one {# dag} other {# dager}}',
  'hunt.not_seen.text': 'Ingen lagrede hendelser du har tilgang til, inneholder dette.',
  'hunt.members': 'Hos {count, plural, one {# medlem} other {# medlemmer}}',
  'hunt.no_member': 'Ukjent medlem',
  'hunt.strip':
    '{count, plural, one {# hendelse} other {# hendelser}} fordelt over {days, plural, one {# dag} other {# dager}}',
  'hunt.member.counts': '{indicators, plural, one {# indikator} other {# indikatorer}}, {events} treff',
  'hunt.results': 'Treff ({count})',
  'hunt.search': 'Søk i verdi og medlem',
  'hunt.none_narrowed': 'Ingen treff passer filteret',
  'hunt.events': '{count, plural, one {# hendelse} other {# hendelser}}',
  'hunt.first': 'Først',
  'hunt.last': 'Sist',
  'hunt.see_events': 'Se hendelsene',
  'hunt.more': 'Vis flere ({left} igjen)',
  'hunt.left_out':
    '{count, plural, one {# treff med færre hendelser er utelatt.} other {# treff med færre hendelser er utelatt.}} Del opp søket for å se alle.',
  'look_back.title': 'Nye indikatorer ser tilbake',
  'look_back.text':
    'Når en indikator kommer inn, letes det av seg selv etter den i det som alt er lagret. Treff havner i triagen.',
  'look_back.queue': '{count, plural, one {# indikator venter} other {# indikatorer venter}} på tur',
  'look_back.waiting': '{count, plural, one {# indikator begynner} other {# indikatorer begynner}} straks',
  'look_back.running':
    '{count, plural, one {# indikator} other {# indikatorer}} ser {days, plural, one {# dag} other {# dager}} tilbake',
  'look_back.done':
    '{count, plural, one {# indikator} other {# indikatorer}} så {days, plural, one {# dag} other {# dager}} tilbake',
  'look_back.found': '{count, plural, =0 {ingen treff} one {# hendelse med treff} other {# hendelser med treff}}',
}
