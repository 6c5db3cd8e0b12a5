import type { AnswerWords } from './words.ts'

export const nb: AnswerWords = {
  self: 'Bokmål',
  toDetails: 'Se hva som er sett, og hva dere bør gjøre',
  languages: 'Språk',
  answers: {
    affected_handled: 'Berørt, og håndtert',
    affected_need_help: 'Berørt, og vi trenger hjelp',
    not_affected: 'Ikke berørt',
    false_alarm: 'Falsk alarm',
    unknown: 'Vet ikke ennå',
  },
  answerHints: {
    affected_handled: 'Dere fant noe, og har ryddet opp.',
    affected_need_help: 'Vi tar kontakt så snart vi kan. Haster det, så ring.',
    not_affected: 'Dere har sjekket, og fant ikke noe galt.',
    false_alarm: 'Det vi så, er noe dere kjenner til. Skriv gjerne hva det var.',
    unknown: 'Dere trenger mer tid. Svar igjen når dere vet mer.',
  },
  acknowledgeTitle: 'Har dere lest varselet?',
  acknowledgeHint: 'Bekreft nå, så vet vi at det er kommet fram. Dere kan svare hvordan det gikk senere.',
  acknowledge: 'Vi har lest varselet',
  acknowledged: (who, when) => `${who} bekreftet ${when}.`,
  withdrawn: (who, when) => `${who} trakk svaret tilbake ${when}.`,
  question: 'Hvordan gikk det?',
  questionAgain: 'Endre svaret',
  doneTitle: 'Hva er gjort?',
  done: (measures) => `Gjort: ${measures.join(' ')}`,
  ring: 'Ring oss hvis det haster:',
  comment: 'Kommentar (kan utelates)',
  commentHint: 'Hva fant dere, og hva gjorde dere? Skriv ikke om pasienter, og ikke fødselsnummer.',
  files: 'Filer som viser det (kan utelates)',
  filesHint: (count, megabytes) =>
    `For eksempel et skjermbilde, en logg eller en rapport. Inntil ${count} filer, ${megabytes} MB til sammen. Ikke send pasientopplysninger.`,
  filesAgain: 'Hadde dere valgt filer, så velg dem på nytt.',
  filesSent: (names) => `Sendt med: ${names.join(', ')}`,
  send: 'Send svaret',
  sendAgain: 'Send nytt svar',
  deadline: (when) => `Frist for svar: ${when}.`,
  soFar: 'Sagt så langt',
  nothingYet: 'Ingen hos dere har svart ennå.',
  said: (who, what, when) => `${who}: ${what}, ${when}`,
  thanks: 'Takk, svaret er lagret. Dere kan endre det her så lenge lenken virker.',
  thanksHelp: 'Takk, vi har fått beskjed om at dere trenger hjelp. Haster det, så ring oss i tillegg.',
  thanksAcknowledged: 'Takk, nå vet vi at varselet er lest. Svar nedenfor når dere vet hvordan det gikk.',
  faultTitle: 'Svaret er ikke sendt',
  faults: {
    nothing: 'Velg ett av svarene, og send på nytt.',
    files:
      'Filene er for store eller for mange, og ingen av dem er lagret. Velg færre eller mindre filer, og send på nytt. Resten av svaret står fortsatt nedenfor.',
    why_missing: 'Skriv hvorfor tiltaket ikke er aktuelt, og send på nytt.',
    comment_too_long: 'Kommentaren er lengre enn 4000 tegn. Gjør den kortere, og send på nytt.',
    identity_number:
      'Kommentaren ser ut til å inneholde et fødselsnummer. Det skal ikke lagres her. Ta det bort, og send på nytt. Teksten din står fortsatt nedenfor, og er ikke lagret.',
  },
  details: 'Varselet',
  expiredTitle: 'Lenken er utløpt',
  expired:
    'Lenker i varsler virker i 30 dager. Trenger dere å svare, så ring oss og oppgi nummeret i varselet (V- og seks sifre).',
  wrongTitle: 'Lenken virker ikke',
  wrong:
    'Den kan være kuttet eller endret på veien. Åpne den på nytt fra e-posten, og se at hele lenken er med. Virker den fortsatt ikke, så ring oss og oppgi nummeret i varselet.',
}
