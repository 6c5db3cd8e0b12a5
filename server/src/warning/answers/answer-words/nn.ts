import type { AnswerWords } from './words.ts'

export const nn: AnswerWords = {
  self: 'Nynorsk',
  toDetails: 'Sjå kva som er sett, og kva de bør gjere',
  languages: 'Språk',
  answers: {
    affected_handled: 'Råka, og handtert',
    affected_need_help: 'Råka, og vi treng hjelp',
    not_affected: 'Ikkje råka',
    false_alarm: 'Falsk alarm',
    unknown: 'Veit ikkje enno',
  },
  answerHints: {
    affected_handled: 'De fann noko, og har rydda opp.',
    affected_need_help: 'Vi tek kontakt så snart vi kan. Hastar det, så ring.',
    not_affected: 'De har sjekka, og fann ikkje noko gale.',
    false_alarm: 'Det vi såg, er noko de kjenner til. Skriv gjerne kva det var.',
    unknown: 'De treng meir tid. Svar på nytt når de veit meir.',
  },
  acknowledgeTitle: 'Har de lese varselet?',
  acknowledgeHint: 'Stadfest no, så veit vi at det er kome fram. De kan svare korleis det gjekk seinare.',
  acknowledge: 'Vi har lese varselet',
  acknowledged: (who, when) => `${who} stadfesta ${when}.`,
  withdrawn: (who, when) => `${who} trekte svaret tilbake ${when}.`,
  question: 'Korleis gjekk det?',
  questionAgain: 'Endre svaret',
  doneTitle: 'Kva er gjort?',
  done: (measures) => `Gjort: ${measures.join(' ')}`,
  ring: 'Ring oss om det hastar:',
  comment: 'Kommentar (kan utelatast)',
  commentHint: 'Kva fann de, og kva gjorde de? Skriv ikkje om pasientar, og ikkje fødselsnummer.',
  files: 'Filer som viser det (kan utelatast)',
  filesHint: (count, megabytes) =>
    `Til dømes eit skjermbilete, ein logg eller ein rapport. Inntil ${count} filer, ${megabytes} MB til saman. Ikkje send pasientopplysningar.`,
  filesAgain: 'Hadde de valt filer, så vel dei på nytt.',
  filesSent: (names) => `Sendt med: ${names.join(', ')}`,
  send: 'Send svaret',
  sendAgain: 'Send nytt svar',
  deadline: (when) => `Frist for svar: ${when}.`,
  soFar: 'Sagt så langt',
  nothingYet: 'Ingen hos dykk har svart enno.',
  said: (who, what, when) => `${who}: ${what}, ${when}`,
  thanks: 'Takk, svaret er lagra. De kan endre det her så lenge lenkja verkar.',
  thanksHelp: 'Takk, vi har fått melding om at de treng hjelp. Hastar det, så ring oss i tillegg.',
  thanksAcknowledged: 'Takk, no veit vi at varselet er lese. Svar nedanfor når de veit korleis det gjekk.',
  faultTitle: 'Svaret er ikkje sendt',
  faults: {
    nothing: 'Vel eitt av svara, og send på nytt.',
    files:
      'Filene er for store eller for mange, og ingen av dei er lagra. Vel færre eller mindre filer, og send på nytt. Resten av svaret står framleis nedanfor.',
    why_missing: 'Skriv kvifor tiltaket ikkje er aktuelt, og send på nytt.',
    comment_too_long: 'Kommentaren er lengre enn 4000 teikn. Gjer han kortare, og send på nytt.',
    identity_number:
      'Kommentaren ser ut til å innehalde eit fødselsnummer. Det skal ikkje lagrast her. Ta det bort, og send på nytt. Teksten din står framleis nedanfor, og er ikkje lagra.',
  },
  details: 'Varselet',
  expiredTitle: 'Lenkja er utgått',
  expired:
    'Lenkjer i varsel verkar i 30 dagar. Treng de å svare, så ring oss og oppgi nummeret i varselet (V- og seks siffer).',
  wrongTitle: 'Lenkja verkar ikkje',
  wrong:
    'Ho kan vere kutta eller endra på vegen. Opne ho på nytt frå e-posten, og sjå at heile lenkja er med. Verkar ho framleis ikkje, så ring oss og oppgi nummeret i varselet.',
}
