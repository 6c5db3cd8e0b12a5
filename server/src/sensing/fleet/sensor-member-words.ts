/** What a member is told of its own sensors: what is wrong and what to do, for whoever runs the machine it stands on. */
import type { Language } from '@varde/contract'
import type { SensorTrouble } from './sensor.ts'

export type SensorMemberWords = {
  one: (name: string) => string
  many: (count: number) => string
  well: (name: string) => string
  wellMany: (count: number) => string
  lead: string
  since: (when: string) => string
  doThis: string
  trouble: Record<SensorTrouble, { what: string; steps: string }>
  recovered: string
  /** Before the address that needs a sign-in. */
  see: string
  once: string
  doNotReply: string
}

const nb: SensorMemberWords = {
  one: (name) => `Sensoren ${name} trenger tilsyn`,
  many: (count) => `${count} av sensorene deres trenger tilsyn`,
  well: (name) => `Sensoren ${name} er i orden igjen`,
  wellMany: (count) => `${count} av sensorene deres er i orden igjen`,
  lead: 'Så lenge det varer, kan angrep gå uten at noen ser dem.',
  since: (when) => `siden ${when}`,
  doThis: 'Gjør dette',
  trouble: {
    silent: {
      what: 'Sender ingenting',
      steps:
        'Se om maskinen er på og har nett, og om Suricata og programmet som sender, kjører. Se så om brannmuren slipper det ut.',
    },
    dropping: {
      what: 'Mister pakker',
      steps:
        'Gi sensoren mer kraft eller mindre å se på: flere kjerner og mer minne til Suricata, færre regler, eller et filter for trafikk som ikke trenger tilsyn.',
    },
    rejecting: {
      what: 'Sender linjer som ikke kan leses',
      steps: 'Se om noe endrer linjene på veien. Sensoren skal sende linjene i eve.json slik de er.',
    },
    lagging: {
      what: 'Henger etter',
      steps:
        'Se om nettet ut er fullt, og om programmet som sender, rekker alt. Den tar igjen det tapte av seg selv når det er plass.',
    },
    skewed: {
      what: 'Har feil klokke',
      steps: 'Slå på NTP på maskinen, og se at den når tidstjeneren.',
    },
  },
  recovered: 'Dette er i orden igjen. Dere trenger ikke gjøre noe.',
  see: 'Se sensoren (krever innlogging)',
  once: 'Dere får ikke flere e-poster om det samme før sensoren har vært i orden igjen.',
  doNotReply: 'Ikke svar på denne e-posten. Ta kontakt med responsmiljøet om dere trenger hjelp.',
}

const nn: SensorMemberWords = {
  one: (name) => `Sensoren ${name} treng tilsyn`,
  many: (count) => `${count} av sensorane dykkar treng tilsyn`,
  well: (name) => `Sensoren ${name} er i orden att`,
  wellMany: (count) => `${count} av sensorane dykkar er i orden att`,
  lead: 'Så lenge det varer, kan angrep gå utan at nokon ser dei.',
  since: (when) => `sidan ${when}`,
  doThis: 'Gjer dette',
  trouble: {
    silent: {
      what: 'Sender ingenting',
      steps:
        'Sjå om maskina er på og har nett, og om Suricata og programmet som sender, køyrer. Sjå så om brannmuren slepper det ut.',
    },
    dropping: {
      what: 'Mistar pakkar',
      steps:
        'Gi sensoren meir kraft eller mindre å sjå på: fleire kjernar og meir minne til Suricata, færre reglar, eller eit filter for trafikk som ikkje treng tilsyn.',
    },
    rejecting: {
      what: 'Sender linjer som ikkje kan lesast',
      steps: 'Sjå om noko endrar linjene på vegen. Sensoren skal sende linjene i eve.json slik dei er.',
    },
    lagging: {
      what: 'Heng etter',
      steps:
        'Sjå om nettet ut er fullt, og om programmet som sender, rekk alt. Han tek att det tapte av seg sjølv når det er plass.',
    },
    skewed: {
      what: 'Har feil klokke',
      steps: 'Slå på NTP på maskina, og sjå at ho når tidstenaren.',
    },
  },
  recovered: 'Dette er i orden att. De treng ikkje gjere noko.',
  see: 'Sjå sensoren (krev innlogging)',
  once: 'De får ikkje fleire e-postar om det same før sensoren har vore i orden att.',
  doNotReply: 'Ikkje svar på denne e-posten. Ta kontakt med responsmiljøet om de treng hjelp.',
}

const en: SensorMemberWords = {
  one: (name) => `The sensor ${name} needs a look`,
  many: (count) => `${count} of your sensors need a look`,
  well: (name) => `The sensor ${name} is well again`,
  wellMany: (count) => `${count} of your sensors are well again`,
  lead: 'As long as it lasts, attacks may pass unseen.',
  since: (when) => `since ${when}`,
  doThis: 'Do this',
  trouble: {
    silent: {
      what: 'Sends nothing',
      steps:
        'See whether the machine is up and online, and whether Suricata and the program that sends are running. Then see whether the firewall lets it out.',
    },
    dropping: {
      what: 'Loses packets',
      steps:
        'Give the sensor more power or less to look at: more cores and memory for Suricata, fewer rules, or a filter for traffic that need not be watched.',
    },
    rejecting: {
      what: 'Sends lines that cannot be read',
      steps:
        'See whether something changes the lines on their way. The sensor is to send the lines of eve.json as they are.',
    },
    lagging: {
      what: 'Lags',
      steps:
        'See whether the uplink is full, and whether the program that sends keeps up. It catches up by itself once there is room.',
    },
    skewed: {
      what: 'Has a wrong clock',
      steps: 'Switch on NTP on the machine, and see that it reaches its time server.',
    },
  },
  recovered: 'This is well again. There is nothing you need to do.',
  see: 'See the sensor (needs a sign-in)',
  once: 'You get no further mail about the same until the sensor has been well again.',
  doNotReply: 'Do not reply to this mail. Contact the response team if you need help.',
}

export const sensorMemberWords: Record<Language, SensorMemberWords> = { nb, nn, en }
