/** Bokmål: the catalogue that the other languages must match key by key. */
export const chaseRulesNb = {
  'chase_rules.title': 'Purring',
  'chase_rules.question': 'Når purrer vi, og hvem varsler vi så?',
  'chase_rules.text':
    'Svarer ingen, følges varselet opp slik, til noen svarer eller vi ringer. Den som har sagt at varselet er sett, purres ikke før fristen.',
  'chase_rules.open': 'Regler for purring',
  'chase_rules.call_list': 'Til ringelisten',
  'chase_rules.what': 'Slik følges det opp',
  'chase_rules.changed': 'Sist endret',
  'chase_rules.never': 'aldri',
  'chase_rules.change': 'Endre',
  'chase_rules.change.of': 'Endre purring: {severity}',
  'chase_rules.save': 'Lagre',
  'chase_rules.saved': 'Regelen gjelder fra nå, også for varsler som er sendt.',
  'chase_rules.due': 'Svarfrist: {due, plural, one {# time} other {# timer}}.',
  'chase_rules.due_days': 'Svarfrist: {days} dager.',
  'chase_rules.before': 'Purring {before, plural, one {# time} other {# timer}} før fristen, og når den er ute.',
  'chase_rules.at': 'Purring når fristen er ute.',
  'chase_rules.after':
    'Så {every, plural, one {hver time} other {hver #. time}}, høyst {most, plural, one {én gang} other {# ganger}}.',
  'chase_rules.no_more': 'Så ikke flere ganger.',
  'chase_rules.all': 'Alle kontakter varsles samtidig.',
  'chase_rules.nearest':
    'Den første kontakten varsles først; den neste når fristen er ute, og så én til {every, plural, one {hver time} other {hver #. time}}.',
  'chase_rules.quiet': 'Purringer venter fra 22 til 6.',
  'chase_rules.night': 'Purringer går også om natten.',
  'chase_rules.before_hours': 'Timer før fristen for den første purringen (0: ingen)',
  'chase_rules.every_hours': 'Timer mellom purringene etter fristen',
  'chase_rules.most': 'Høyst så mange purringer etter fristen',
  'chase_rules.bounds': 'Skriv et helt tall fra {least} til {most}.',
  'chase_rules.all_at_once': 'Varsle alle kontakter samtidig',
  'chase_rules.quiet_hours': 'La purringer vente fra klokka 22 til 6',
  'chase_rules.never_quiet': 'Det som er kritisk, er aldri stille.',
  'chase_rules.first_at_once': 'Varselet går ut straks, også om natten.',
  'chase_rules.first_morning': 'Varselet går ut straks, men fra 22 til 6 venter det til morgenen.',
  'chase_rules.gather':
    'Kommer det flere til samme kontakt innen {minutes, plural, one {# minutt} other {# minutter}}, samles de i én e-post.',
  'chase_rules.one_each': 'Det venter aldri på flere.',
  'chase_rules.gather_minutes':
    'Minutter mellom e-poster til samme kontakt; det som kommer imens, samles (0: send hvert varsel straks)',
  'chase_rules.quiet_first': 'La selve varselet vente til klokka 6 om natten',
}
