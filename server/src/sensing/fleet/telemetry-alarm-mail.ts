/** The mail that tells a duty officer of trouble with receiving and loading: what, what it means, what to do. */
import type { Language, TelemetryTrouble } from '@varde/contract'
import { noticePage, paragraphs } from '../../platform/index.ts'
import type { SpoolFaultKind } from '../receive/spool-fault.ts'
import type { Found, TroubleDetails } from './telemetry-trouble.ts'

type Words = {
  subject: (place: string) => string
  over: (place: string) => string
  fault: Record<SpoolFaultKind, string>
  trouble: Record<TelemetryTrouble, (details: Required<TroubleDetails>) => string>
  ended: Record<TelemetryTrouble, string>
  page: string
}

const gigabytes = (bytes: number) => (bytes / 1024 ** 3).toFixed(1)

const words: Record<Language, Words> = {
  nb: {
    subject: (place) => `Mottaket på ${place} trenger tilsyn`,
    over: (place) => `Mottaket på ${place} er i orden igjen`,
    fault: {
      full: 'Disken er full.',
      read_only: 'Disken kan ikke skrives til.',
      failing: 'Disken svikter.',
    },
    trouble: {
      spool_unwritable: ({ kind, code }) =>
        `Varde tar ikke imot hendelser. ${words.nb.fault[kind]} (${code}) Sensorene blir bedt om å vente, og sender på nytt når det er mulig. Lag plass eller rett feilen på disken.`,
      disk_nearly_full: ({ freeBytes }) =>
        `Det er bare ${gigabytes(freeBytes)} GB ledig på disken. Lag plass, eller kort ned hvor lenge hendelser lagres.`,
      segments_set_aside: ({ segments }) =>
        `${segments} filer med hendelser kunne ikke leses inn og er lagt til side i mappen spool/failed. Loggen sier hvorfor. Rett årsaken og flytt filene til spool/ready.`,
      loading_behind: ({ minutes }) =>
        `Det eldste som venter på å bli lest inn, kom for ${minutes} minutter siden. Varsler blir forsinket. Loggen sier om noe er galt.`,
      clock_jumped: ({ seconds }) =>
        `Klokka på maskinen hoppet ${Math.abs(seconds)} sekunder ${seconds > 0 ? 'fram' : 'tilbake'}. Se etter at den går rett. Det som kom mens den gikk feil, kan ha feil tid og være holdt opp mot indikatorer som ikke gjaldt.`,
    },
    ended: {
      spool_unwritable: 'Varde tar imot hendelser igjen.',
      disk_nearly_full: 'Det er plass på disken igjen.',
      segments_set_aside: 'Ingen filer ligger til side lenger.',
      loading_behind: 'Innlesingen er à jour igjen.',
      clock_jumped: 'Klokka har ikke hoppet mer.',
    },
    page: 'Se hva som brenner',
  },
  nn: {
    subject: (place) => `Mottaket på ${place} treng tilsyn`,
    over: (place) => `Mottaket på ${place} er i orden att`,
    fault: {
      full: 'Disken er full.',
      read_only: 'Disken kan ikkje skrivast til.',
      failing: 'Disken sviktar.',
    },
    trouble: {
      spool_unwritable: ({ kind, code }) =>
        `Varde tek ikkje imot hendingar. ${words.nn.fault[kind]} (${code}) Sensorane blir bedne om å vente, og sender på nytt når det går. Lag plass eller rett feilen på disken.`,
      disk_nearly_full: ({ freeBytes }) =>
        `Det er berre ${gigabytes(freeBytes)} GB ledig på disken. Lag plass, eller kort ned kor lenge hendingar blir lagra.`,
      segments_set_aside: ({ segments }) =>
        `${segments} filer med hendingar kunne ikkje lesast inn og er lagde til side i mappa spool/failed. Loggen seier kvifor. Rett årsaka og flytt filene til spool/ready.`,
      loading_behind: ({ minutes }) =>
        `Det eldste som ventar på å bli lese inn, kom for ${minutes} minutt sidan. Varsel blir forseinka. Loggen seier om noko er gale.`,
      clock_jumped: ({ seconds }) =>
        `Klokka på maskina hoppa ${Math.abs(seconds)} sekund ${seconds > 0 ? 'fram' : 'tilbake'}. Sjå etter at ho går rett. Det som kom medan ho gjekk feil, kan ha feil tid og vere halde opp mot indikatorar som ikkje galdt.`,
    },
    ended: {
      spool_unwritable: 'Varde tek imot hendingar att.',
      disk_nearly_full: 'Det er plass på disken att.',
      segments_set_aside: 'Ingen filer ligg til side lenger.',
      loading_behind: 'Innlesinga er à jour att.',
      clock_jumped: 'Klokka har ikkje hoppa meir.',
    },
    page: 'Sjå kva som brenn',
  },
  en: {
    subject: (place) => `Receiving at ${place} needs a look`,
    over: (place) => `Receiving at ${place} is well again`,
    fault: {
      full: 'The disk is full.',
      read_only: 'The disk cannot be written.',
      failing: 'The disk fails.',
    },
    trouble: {
      spool_unwritable: ({ kind, code }) =>
        `Varde takes no events. ${words.en.fault[kind]} (${code}) Sensors are told to wait, and send again when they can. Make room, or mend the disk.`,
      disk_nearly_full: ({ freeBytes }) =>
        `Only ${gigabytes(freeBytes)} GB are free on the disk. Make room, or shorten how long events are kept.`,
      segments_set_aside: ({ segments }) =>
        `${segments} files of events could not be loaded and were set aside in the folder spool/failed. The log says why. Mend the cause and move the files to spool/ready.`,
      loading_behind: ({ minutes }) =>
        `The oldest that waits to be loaded came ${minutes} minutes ago. Warnings are late. The log says whether something is wrong.`,
      clock_jumped: ({ seconds }) =>
        `The machine’s clock jumped ${Math.abs(seconds)} seconds ${seconds > 0 ? 'forward' : 'back'}. See that it is right. What came while it was wrong may have the wrong time, and may have been matched against indicators that were not valid.`,
    },
    ended: {
      spool_unwritable: 'Varde takes events again.',
      disk_nearly_full: 'There is room on the disk again.',
      segments_set_aside: 'No files lie aside any more.',
      loading_behind: 'Loading has caught up.',
      clock_jumped: 'The clock has not jumped again.',
    },
    page: 'See what is burning',
  },
}

const nothing: Required<TroubleDetails> = {
  kind: 'failing',
  code: '',
  freeBytes: 0,
  segments: 0,
  minutes: 0,
  seconds: 0,
}

/** Of `raised` and `ended` together there is at least one. `place`: the machine's host name. */
export function telemetryAlarmMail({
  language,
  place,
  raised,
  ended,
  page,
}: {
  language: Language
  place: string
  raised: readonly Found[]
  ended: readonly TelemetryTrouble[]
  page: string
}) {
  const say = words[language]
  const subject = raised.length > 0 ? say.subject(place) : say.over(place)
  const lines = [
    ...raised.map(({ trouble, details }) => say.trouble[trouble]({ ...nothing, ...details })),
    ...ended.map((trouble) => say.ended[trouble]),
  ]
  return {
    subject,
    text: `${[...lines, `${say.page}: ${page}`].join('\n\n')}\n`,
    html: noticePage({ language, subject, body: paragraphs(lines), button: { link: page, text: say.page } }),
  }
}
