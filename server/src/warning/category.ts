/** What kind of thing an indicator or a signature is about, in the few kinds that a member is told about. */

export const categories = [
  'ransomware',
  'c2',
  'botnet',
  'malware',
  'phishing',
  'exploit',
  'scanner',
  'policy',
  'other',
] as const
export type Category = (typeof categories)[number]

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
