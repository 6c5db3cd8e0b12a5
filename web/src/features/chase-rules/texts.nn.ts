import type { chaseRulesNb } from './texts.nb.ts'

/** Nynorsk. */
export const chaseRulesNn: Record<keyof typeof chaseRulesNb, string> = {
  'chase_rules.title': 'Purring',
  'chase_rules.question': 'Når purrar vi, og kven varslar vi så?',
  'chase_rules.text':
    'Svarar ingen, blir varselet følgt opp slik, til nokon svarar eller vi ringjer. Den som har sagt at varselet er sett, blir ikkje purra før fristen.',
  'chase_rules.open': 'Reglar for purring',
  'chase_rules.call_list': 'Til ringjelista',
  'chase_rules.what': 'Slik blir det følgt opp',
  'chase_rules.changed': 'Sist endra',
  'chase_rules.never': 'aldri',
  'chase_rules.change': 'Endre',
  'chase_rules.change.of': 'Endre purring: {severity}',
  'chase_rules.save': 'Lagre',
  'chase_rules.saved': 'Regelen gjeld frå no, også for varsel som er sende.',
  'chase_rules.due': 'Svarfrist: {due, plural, one {# time} other {# timar}}.',
  'chase_rules.due_days': 'Svarfrist: {days} dagar.',
  'chase_rules.before': 'Purring {before, plural, one {# time} other {# timar}} før fristen, og når han er ute.',
  'chase_rules.at': 'Purring når fristen er ute.',
  'chase_rules.after':
    'Så {every, plural, one {kvar time} other {kvar #. time}}, høgst {most, plural, one {éin gong} other {# gonger}}.',
  'chase_rules.no_more': 'Så ikkje fleire gonger.',
  'chase_rules.all': 'Alle kontaktar blir varsla samtidig.',
  'chase_rules.nearest':
    'Den første kontakten blir varsla først; den neste når fristen er ute, og så éin til {every, plural, one {kvar time} other {kvar #. time}}.',
  'chase_rules.quiet': 'Stille frå 22 til 6.',
  'chase_rules.night': 'Også om natta.',
  'chase_rules.due_hours': 'Timar til svarfristen, frå den første e-posten er levert',
  'chase_rules.due_hours.text': 'Gjeld varsel som blir sende frå no. Fristen for eitt varsel blir flytta på varselet.',
  'chase_rules.early': 'Purringa ville kome saman med varselet. Skriv mindre enn {due}.',
  'chase_rules.before_hours': 'Timar før fristen for den første purringa (0: inga)',
  'chase_rules.every_hours': 'Timar mellom purringane etter fristen',
  'chase_rules.most': 'Høgst så mange purringar etter fristen',
  'chase_rules.bounds': 'Skriv eit heilt tal frå {least} til {most}.',
  'chase_rules.all_at_once': 'Varsle alle kontaktar samtidig',
  'chase_rules.quiet_hours': 'Stille frå klokka 22 til 6',
  'chase_rules.never_quiet': 'Det som er kritisk, er aldri stille.',
}
