/** What a warning about an advisory says: the same parts as any other letter, so that all that shows one shows it. Pure. */
import type { Language, Reason } from '@varde/contract'
import { reasonTexts } from '@varde/contract/reasons'
import { isCatalogues } from '../../vulnerability/index.ts'
import { numberOf } from '../warnings/warning.ts'
import type { Advised, AdvisedProduct } from './advised.ts'
import { type AdvisedWords, advisedWordsOf } from './advised-words.ts'
import { wordsOf } from './catalogue.ts'
import type { Finding, Letter, WarningFacts } from './letter-parts.ts'
import { markOf } from './mark.ts'
import { most, oneLine } from './safe.ts'
import { momentOf } from './when.ts'
import type { Words } from './words.ts'

/** A text as long as may be saved, by paragraph. */
const longest = 6000
/** Some records name fifty versions: the page of the CVE has them. */
const longestReason = 120

export function advisedLetter(facts: WarningFacts, advised: Advised, language: Language): Letter {
  const words = wordsOf[language]
  const own = advisedWordsOf[language]
  const { subject, summary, damage } = advised.texts[language]
  const number = numberOf(facts.number)
  return {
    language,
    subject: oneLine(`${advised.label} [TLP:${facts.tlp}] ${oneLine(subject, 120)} [${number}]`),
    severity: facts.severity,
    mark: markOf(facts.severity, words),
    headline: oneLine(subject),
    addressed: words.warningTo(number, oneLine(facts.memberName)),
    findings: advised.products.slice(0, most).map((product) => findingOf(product, language, own)),
    more: Math.max(0, advised.products.length - most),
    meaningTitle: own.about,
    meaning: [
      ...paragraphsOf(summary),
      ...(damage === '' ? [] : [own.damage(oneLine(damage, longest))]),
      ...(advised.products.length > 0 || advised.cves.length === 0 ? [] : [own.noProduct]),
    ],
    measures:
      advised.measures.length === 0
        ? []
        : [
            {
              headline: null,
              keys: advised.measures.map(({ key }) => key),
              tags: advised.measures.map(({ key, nsm = [] }) => ({ catalogue: isCatalogues(key) ? key : null, nsm })),
              steps: advised.measures.map((measure) => stepOf(measure, language, words, own)),
            },
          ],
    advised: { cves: advised.cves },
    deadline: words.deadline(facts.dueHours),
    tlp: words.tlp[facts.tlp],
    doNotReply: words.doNotReply(number),
    words,
  }
}

/** What a mail with a new version says above it. */
export function newsOf({ version, texts }: Advised, language: Language): { tag: string; lead: string[] } {
  const own = advisedWordsOf[language]
  return { tag: own.tag(version), lead: [own.newsLead, ...paragraphsOf(texts[language].news)] }
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/\n+/)
    .map((line) => oneLine(line, longest))
    .filter((line) => line !== '')
}

function stepOf(measure: Advised['measures'][number], language: Language, words: Words, own: AdvisedWords): string {
  const text = oneLine(measure[language], 500)
  return measure.due_at === null ? text : `${text} ${own.by(momentOf(new Date(measure.due_at), words))}`
}

function findingOf(product: AdvisedProduct, language: Language, own: AdvisedWords): Finding {
  const { name, cves, assets, exposed, last_seen_at, reason } = product
  const words = wordsOf[language]
  const scanned = reason?.code === 'scan'
  // Of what a scan named, it may be known only where.
  const unnamed = scanned && assets.length === 0
  const named = assets.slice(0, most).map((asset) => oneLine(asset))
  const places =
    named.length === 0
      ? unnamed
        ? oneLine(name)
        : own.noPlace
      : `${named.join(', ')}${assets.length > most ? ` ${words.more(assets.length - most)}` : ''}`
  return {
    what: unnamed
      ? own.scanned(cves.join(', '), oneLine(name))
      : (scanned ? own.scannedIn : own.has)(oneLine(name), cves.join(', ')),
    when: own.lastSaid(momentOf(new Date(last_seen_at), words)),
    where: exposed ? `${places} (${own.reachable})` : places,
    howSure: howSureOf(product, language, own),
  }
}

/** How sure it is, why, and what to do where it is not certain. */
function howSureOf({ verdict, grade, reason }: AdvisedProduct, language: Language, own: AdvisedWords): string {
  const sure = verdict === 'unknown' ? own.unknown : own.affected[grade]
  if (reason?.code === 'scan') return `${sure} ${own.checkScanned}`
  const why = reason === undefined ? [] : whyOf(reason, language, own)
  const check = verdict === 'affected' && grade === 'certain' ? [] : [own.check]
  return [sure, ...why, ...check].join(' ')
}

/** In the words that the web has for it. */
function whyOf({ code, version, range, notes }: Reason, language: Language, own: AdvisedWords): string[] {
  const texts = reasonTexts[language]
  const filled = (text: string, values: Record<string, string>) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => oneLine(values[name] ?? '', longestReason))
  return [
    filled(texts[`reason.${code}`], { version, range }),
    ...notes.map((note) =>
      filled(texts[`reason.note.${note.code}`], { text: note.code === 'disagrees' ? own.otherSource : note.text }),
    ),
  ]
}
