import type { huntNb } from './texts.nb.ts'

export const huntNn: Record<keyof typeof huntNb, string> = {
  'hunt.question': 'Har nokon sett dette?',
  'hunt.ask': 'Leit etter',
  'hunt.ask.text':
    'Adresser, nett, domene, URL-ar, sjekksummar, JA3, JA4 og e-postadresser. Éi på kvar linje, gjerne gjort ufarlege, som 203.0.113[.]7. Ctrl Enter startar.',
  'hunt.too_many':
    'Du har limt inn {count, plural, other {# verdiar}}. Del dei opp: det kan leitast etter {most} om gongen.',
  'hunt.back': 'Tilbake',
  'hunt.days': '{days, plural, =365 {eit år} one {# dag} other {# dagar}}',
  'hunt.start': 'Leit',
  'hunt.start.count': 'Leit etter {count, plural, one {# verdi} other {# verdiar}}',
  'hunt.unread':
    '{count, plural, one {Éin verdi vart ikkje forstått, og det blir ikkje leita etter han:} other {# verdiar vart ikkje forstått, og det blir ikkje leita etter dei:}}',
  'hunt.unread.more': 'og {count} til',
  'hunt.earlier': 'Tidlegare søk',
  'hunt.shown': '{count, plural, =0 {Ingen søk} one {# søk} other {# søk}}',
  'hunt.empty': 'Ingen har leita enno',
  'hunt.empty.text': 'Lim inn det du har fått høyre om, og sjå om nokon av medlemmene har vore i kontakt med det.',
  'hunt.asked': 'Leita etter',
  'hunt.name.more': '{first} og {count} til',
  'hunt.seen': 'Sett',
  'hunt.seen.count': '{seen} av {of}, hos {members, plural, =0 {ingen medlem} one {# medlem} other {# medlemmer}}',
  'hunt.none': 'Ikkje sett',
  'hunt.none_yet': 'Ikkje sett så langt',
  'hunt.at': 'Når',
  'hunt.waiting': 'ventar',
  'hunt.running': 'leitar',
  'hunt.done': 'ferdig',
  'hunt.stopped': 'stansa',
  'hunt.failed': 'feila',
  'hunt.kicker': 'Søk etter indikatorar',
  'hunt.sum':
    '{seen} av {of} sett hos {members, plural, =0 {ingen kjend medlem} one {# medlem} other {# medlemmer}} dei siste {days, plural, one {# dagen} other {# dagane}}',
  'hunt.sum.none':
    '{count, plural, one {Ikkje sett} other {Ingen av # sett}} dei siste {days, plural, one {# dagen} other {# dagane}}',
  'hunt.sum.none_yet': '{count, plural, one {Leitar etter éin verdi} other {Leitar etter # verdiar}}',
  'hunt.searched': '{done} av {total} lagra hendingar gjennomgått',
  'hunt.waiting.text': 'Byrjar straks',
  'hunt.stop': 'Stans',
  'hunt.stopped.text':
    'Søket vart stansa før alt var gjennomgått. Det som var funne, står her. Start eit nytt for å leite i alt.',
  'hunt.failed.text':
    'Søket feila før alt var gjennomgått. Det som var funne, står her. Start eit nytt, og sei frå til drift om det feilar igjen.',
  'hunt.not_seen': 'Ikkje sett på {days, plural, one {# dag} other {# dagar}}',
  'hunt.not_seen.text': 'Ingen lagra hendingar du har tilgang til, inneheld dette.',
  'hunt.members': 'Hos {count, plural, one {# medlem} other {# medlemmer}}',
  'hunt.no_member': 'Ukjend medlem',
  'hunt.strip':
    '{count, plural, one {# hending} other {# hendingar}} fordelt over {days, plural, one {# dag} other {# dagar}}',
  'hunt.member.counts': '{indicators, plural, one {# indikator} other {# indikatorar}}, {events} treff',
  'hunt.results': 'Treff ({count})',
  'hunt.search': 'Søk i verdi og medlem',
  'hunt.none_narrowed': 'Ingen treff passar filteret',
  'hunt.events': '{count, plural, one {# hending} other {# hendingar}}',
  'hunt.first': 'Først',
  'hunt.last': 'Sist',
  'hunt.see_events': 'Sjå hendingane',
  'hunt.more': 'Vis fleire ({left} igjen)',
  'hunt.left_out':
    '{count, plural, one {# treff med færre hendingar er utelate.} other {# treff med færre hendingar er utelatne.}} Del opp søket for å sjå alle.',
  'look_back.title': 'Nye indikatorar ser tilbake',
  'look_back.text':
    'Når ein indikator kjem inn, blir det av seg sjølv leita etter han i det som alt er lagra. Treff hamnar i triagen.',
  'look_back.queue': '{count, plural, one {# indikator ventar} other {# indikatorar ventar}} på tur',
  'look_back.waiting': '{count, plural, one {# indikator byrjar} other {# indikatorar byrjar}} straks',
  'look_back.running':
    '{count, plural, one {# indikator} other {# indikatorar}} ser {days, plural, one {# dag} other {# dagar}} tilbake',
  'look_back.done':
    '{count, plural, one {# indikator} other {# indikatorar}} såg {days, plural, one {# dag} other {# dagar}} tilbake',
  'look_back.found': '{count, plural, =0 {ingen treff} one {# hending med treff} other {# hendingar med treff}}',
}
