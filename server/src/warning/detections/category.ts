/** What kind of thing an indicator or a signature is about, in the few kinds that a member is told about. */

import type { Category, CauseKind } from '@varde/contract'

/**
 * The words that lists and signatures use, in the order they are tried: the more telling first, since a category may
 * hold several, e.g. "Malware Command and Control Activity Detected".
 */
const words: readonly [RegExp, Category][] = [
  [/ransom|løsepenge/, 'ransomware'],
  [/\bc2\b|c&c|\bcnc\b|command.and.control|command-and-control|styringsserver/, 'c2'],
  [/botnet|\bbot\b/, 'botnet'],
  [/phish|credential|nettfiske/, 'phishing'],
  [/malware|trojan|virus|worm|stealer|loader|backdoor|spyware|coin.?min|crypto.?min/, 'malware'],
  [/exploit|privilege gain|web application attack|shellcode|denial of service|\bdos\b/, 'exploit'],
  [/scan|recon|information leak|brute/, 'scanner'],
  [/policy|privacy violation|not suspicious|inappropriate/, 'policy'],
]

/** Reads the category that an indicator list or a signature gives, e.g. `C2`, `botnet-cc`, `A Network Trojan was detected`. */
export function categoryOf(text: string): Category {
  const lower = text.toLowerCase()
  return words.find(([pattern]) => pattern.test(lower))?.[1] ?? 'other'
}

/**
 * What a report's type (RSIT) says of the member's own machine: one that is reported to scan, guess passwords or flood is
 * most likely used by somebody else. A type that is not here is `other`.
 */
const ofReports: Record<string, Category> = {
  'infected-system': 'malware',
  malware: 'malware',
  'malware-distribution': 'malware',
  'malware-configuration': 'malware',
  'c2-server': 'c2',
  'dga-domain': 'botnet',
  'system-compromise': 'malware',
  'application-compromise': 'malware',
  'privileged-account-compromise': 'phishing',
  'unprivileged-account-compromise': 'phishing',
  phishing: 'phishing',
  'brute-force': 'botnet',
  exploit: 'botnet',
  'ids-alert': 'botnet',
  scanner: 'botnet',
  ddos: 'botnet',
  dos: 'botnet',
  spam: 'botnet',
  'vulnerable-system': 'exposed',
  'weak-crypto': 'exposed',
  'ddos-amplifier': 'exposed',
  'potentially-unwanted-accessible': 'exposed',
  'information-disclosure': 'exposed',
  misconfiguration: 'exposed',
  proxy: 'exposed',
}

function categoryOfReport(type: string): Category {
  return ofReports[type] ?? 'other'
}

/** What a detection is about. A signature's own text often tells more than its class, e.g. "Misc activity". */
export function categoryOfDetection({
  kind,
  reported,
  category,
  label,
}: {
  kind: CauseKind
  /** Somebody's report told of it, and no sensor. */
  reported: boolean
  category: string
  label: string
}): Category {
  if (reported) return categoryOfReport(category)
  const said = categoryOf(category)
  return said === 'other' && kind === 'signature' ? categoryOf(label) : said
}
