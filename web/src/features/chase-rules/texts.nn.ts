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
  'chase_rules.quiet': 'Purringar ventar frå 22 til 6.',
  'chase_rules.night': 'Purringar går også om natta.',
  'chase_rules.due_hours': 'Timar til svarfristen, frå den første e-posten er levert',
  'chase_rules.due_hours.text': 'Gjeld varsel som blir sende frå no. Fristen for eitt varsel blir flytta på varselet.',
  'chase_rules.early': 'Purringa ville kome saman med varselet. Skriv mindre enn {due}.',
  'chase_rules.before_hours': 'Timar før fristen for den første purringa (0: inga)',
  'chase_rules.every_hours': 'Timar mellom purringane etter fristen',
  'chase_rules.most': 'Høgst så mange purringar etter fristen',
  'chase_rules.bounds': 'Skriv eit heilt tal frå {least} til {most}.',
  'chase_rules.all_at_once': 'Varsle alle kontaktar samtidig',
  'chase_rules.quiet_hours': 'La purringar vente frå klokka 22 til 6',
  'chase_rules.never_quiet': 'Det som er kritisk, er aldri stille.',
  'chase_rules.first_at_once': 'Varselet går ut straks, også om natta.',
  'chase_rules.first_morning': 'Varselet går ut straks, men frå 22 til 6 ventar det til morgonen.',
  'chase_rules.gather':
    'Kjem det fleire til same kontakt innan {minutes, plural, one {# minutt} other {# minutt}}, blir dei samla i éin e-post.',
  'chase_rules.one_each': 'Det ventar aldri på fleire.',
  'chase_rules.gather_minutes':
    'Minutt mellom e-postar til same kontakt; det som kjem imens, blir samla (0: send kvart varsel straks)',
  'chase_rules.quiet_first': 'La sjølve varselet vente til klokka 6 om natta',
}
