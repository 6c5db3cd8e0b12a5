/** What a member should do, by what was seen: three to five steps, the most urgent first, in words that need no expert. */
import type { Category, Language } from '@varde/contract'

/**
 * Each line's key in the catalogue of measures, where that says how the same thing is done; null where it says nothing of
 * it. The lines stay letters' own: they are short, and say what they say of this cause.
 */
export const catalogueKeys: Record<Category, readonly (string | null)[]> = {
  ransomware: ['isolate-host', null, 'disconnect-backups', 'call-supplier'],
  c2: ['isolate-host', 'block-address', 'reset-passwords', 'search-indicators', 'reinstall-host'],
  botnet: ['isolate-host', null, 'secure-iot', 'reset-passwords'],
  malware: ['isolate-host', null, null, 'reset-passwords'],
  phishing: [null, 'end-sessions', 'check-mail-rules', 'block-domain'],
  exploit: ['restrict-internet', 'patch-now', 'look-for-signs', 'isolate-host'],
  exposed: [null, 'restrict-internet', 'patch-now', 'look-for-signs'],
  scanner: [null, 'look-for-signs', 'block-address'],
  policy: [null, null, null],
  other: [null, null, 'look-for-signs', 'isolate-host'],
}

export const measures: Record<Category, Record<Language, readonly string[]>> = {
  ransomware: {
    nb: [
      'Ta maskinen av nettet nå: trekk ut kabelen og slå av trådløst. Ikke slå den av.',
      'Se etter filer som er kryptert, og etter andre maskiner med samme tegn.',
      'Koble fra sikkerhetskopiene, så de ikke blir kryptert.',
      'Ring driftsleverandøren, og ring oss hvis noe er kryptert.',
    ],
    nn: [
      'Ta maskina av nettet no: dra ut kabelen og slå av trådlaust. Ikkje slå ho av.',
      'Sjå etter filer som er krypterte, og etter andre maskiner med same teikn.',
      'Kople frå tryggingskopiane, så dei ikkje blir krypterte.',
      'Ring driftsleverandøren, og ring oss om noko er kryptert.',
    ],
    en: [
      'Take the machine off the network now: pull the cable and switch off wireless. Do not power it off.',
      'Look for encrypted files, and for other machines with the same signs.',
      'Disconnect the backups, so that they are not encrypted too.',
      'Call your IT supplier, and call us if anything is encrypted.',
    ],
  },
  c2: {
    nb: [
      'Ta maskinen av nettet nå, men la den stå på.',
      'Sperr adressen i brannmuren.',
      'Finn ut hvem som bruker maskinen, og bytt passordene deres fra en annen maskin.',
      'Se i loggene om flere maskiner har hatt kontakt med samme adresse.',
      'Installer maskinen på nytt før den tas i bruk igjen.',
    ],
    nn: [
      'Ta maskina av nettet no, men lat ho stå på.',
      'Sperr adressa i brannmuren.',
      'Finn ut kven som bruker maskina, og byt passorda deira frå ei anna maskin.',
      'Sjå i loggane om fleire maskiner har hatt kontakt med same adresse.',
      'Installer maskina på nytt før ho blir teken i bruk att.',
    ],
    en: [
      'Take the machine off the network now, but leave it switched on.',
      'Block the address in your firewall.',
      'Find out who uses the machine, and change their passwords from another machine.',
      'Search your logs for other machines in contact with the same address.',
      'Reinstall the machine before it is used again.',
    ],
  },
  botnet: {
    nb: [
      'Ta maskinen av nettet.',
      'Kjør en full kontroll med oppdatert antivirus.',
      'Er det en ruter, et kamera eller lignende: oppdater den, og bytt standardpassordet.',
      'Bytt passord for dem som bruker maskinen.',
    ],
    nn: [
      'Ta maskina av nettet.',
      'Køyr ein full kontroll med oppdatert antivirus.',
      'Er det ein rutar, eit kamera eller liknande: oppdater eininga, og byt standardpassordet.',
      'Byt passord for dei som bruker maskina.',
    ],
    en: [
      'Take the machine off the network.',
      'Run a full check with an updated antivirus program.',
      'If it is a router, a camera or the like: update it, and change the default password.',
      'Change the passwords of those who use the machine.',
    ],
  },
  malware: {
    nb: [
      'Ta maskinen av nettet til den er sjekket.',
      'Kjør en full kontroll med oppdatert antivirus.',
      'Spør brukeren hva som ble åpnet eller installert omtrent da.',
      'Bytt passord for dem som bruker maskinen, fra en annen maskin.',
    ],
    nn: [
      'Ta maskina av nettet til ho er sjekka.',
      'Køyr ein full kontroll med oppdatert antivirus.',
      'Spør brukaren kva som blei opna eller installert omtrent då.',
      'Byt passord for dei som bruker maskina, frå ei anna maskin.',
    ],
    en: [
      'Take the machine off the network until it has been checked.',
      'Run a full check with an updated antivirus program.',
      'Ask the user what was opened or installed at about that time.',
      'Change the passwords of those who use the machine, from another machine.',
    ],
  },
  phishing: {
    nb: [
      'Spør brukeren om noe ble skrevet inn på siden.',
      'Bytt i så fall passordet nå, og logg ut alle økter.',
      'Se etter innlogginger fra ukjente steder og nye regler for videresending av e-post.',
      'Sperr siden, og finn ut om flere har fått samme lenke.',
    ],
    nn: [
      'Spør brukaren om noko blei skrive inn på sida.',
      'Byt i så fall passordet no, og logg ut alle økter.',
      'Sjå etter innloggingar frå ukjende stader og nye reglar for vidaresending av e-post.',
      'Sperr sida, og finn ut om fleire har fått same lenkje.',
    ],
    en: [
      'Ask the user whether anything was typed in on the page.',
      'If so, change the password now, and sign out all sessions.',
      'Look for sign-ins from unknown places and new mail forwarding rules.',
      'Block the page, and find out whether others got the same link.',
    ],
  },
  exploit: {
    nb: [
      'Finn ut om tjenesten på maskinen må være åpen mot internett. Steng den hvis ikke.',
      'Installer manglende sikkerhetsoppdateringer.',
      'Se i maskinens logger etter nye brukere, nye programmer og uvanlige innlogginger.',
      'Ta den av nettet og ring driftsleverandøren hvis dere finner noe.',
    ],
    nn: [
      'Finn ut om tenesta på maskina må vere open mot internett. Steng ho om ikkje.',
      'Installer tryggingsoppdateringar som manglar.',
      'Sjå i loggane på maskina etter nye brukarar, nye program og uvanlege innloggingar.',
      'Ta ho av nettet og ring driftsleverandøren om de finn noko.',
    ],
    en: [
      'Find out whether the service on the machine must be open to the internet. Close it if not.',
      'Install missing security updates.',
      "Search the machine's logs for new users, new programs and unusual sign-ins.",
      'Take it off the network and call your IT supplier if you find anything.',
    ],
  },
  exposed: {
    nb: [
      'Finn ut hvilken maskin det er, og hva tjenesten brukes til.',
      'Steng tjenesten for internett hvis den ikke må være åpen, eller slipp inn bare dem som trenger den.',
      'Installer sikkerhetsoppdateringer på maskinen.',
      'Se i loggene om uvedkommende har vært inne. Ring oss hvis dere finner noe.',
    ],
    nn: [
      'Finn ut kva maskin det er, og kva tenesta blir brukt til.',
      'Steng tenesta for internett om ho ikkje må vere open, eller slepp inn berre dei som treng ho.',
      'Installer tryggingsoppdateringar på maskina.',
      'Sjå i loggane om uvedkomande har vore inne. Ring oss om de finn noko.',
    ],
    en: [
      'Find out which machine it is, and what the service is used for.',
      'Close the service to the internet if it need not be open, or let in only those who need it.',
      'Install security updates on the machine.',
      'Check your logs for strangers who got in. Call us if you find any.',
    ],
  },
  scanner: {
    nb: [
      'Se etter at bare det som må være åpent mot internett, er åpent.',
      'Se i loggene om noen innlogginger lyktes.',
      'Sperr adressen i brannmuren hvis den kommer igjen.',
    ],
    nn: [
      'Sjå etter at berre det som må vere ope mot internett, er ope.',
      'Sjå i loggane om nokon innloggingar lykkast.',
      'Sperr adressa i brannmuren om ho kjem att.',
    ],
    en: [
      'Check that only what must be open to the internet is open.',
      'Check your logs for sign-ins that succeeded.',
      'Block the address in your firewall if it comes back.',
    ],
  },
  policy: {
    nb: [
      'Finn ut hvilken maskin det er, og hvem som bruker den.',
      'Spør om trafikken er ventet.',
      'Stopp programmet hvis ingen kjenner til det, og kontroller maskinen.',
    ],
    nn: [
      'Finn ut kva maskin det er, og kven som bruker ho.',
      'Spør om trafikken er venta.',
      'Stopp programmet om ingen kjenner til det, og kontroller maskina.',
    ],
    en: [
      'Find out which machine it is, and who uses it.',
      'Ask whether the traffic is expected.',
      'Stop the program if nobody knows of it, and check the machine.',
    ],
  },
  other: {
    nb: [
      'Finn ut hvilken maskin det er, og hvem som bruker den.',
      'Kjør en full kontroll med oppdatert antivirus.',
      'Se i loggene hva maskinen gjorde omtrent da.',
      'Ta den av nettet hvis dere finner noe, og svar oss.',
    ],
    nn: [
      'Finn ut kva maskin det er, og kven som bruker ho.',
      'Køyr ein full kontroll med oppdatert antivirus.',
      'Sjå i loggane kva maskina gjorde omtrent då.',
      'Ta ho av nettet om de finn noko, og svar oss.',
    ],
    en: [
      'Find out which machine it is, and who uses it.',
      'Run a full check with an updated antivirus program.',
      'Check your logs for what the machine did at about that time.',
      'Take it off the network if you find anything, and answer us.',
    ],
  },
}
