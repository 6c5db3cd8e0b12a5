/**
 * Which indicators a line holds, as SQL over the columns of a format.
 *
 * Nearly every line holds none. So a line is first asked cheaply whether anything in it could be listed (`suspect`): a
 * lookup for each address, fingerprint and URL, and for a name one of its last two labels. Only of those that could, all
 * parents of all names and the rest are looked up (`found`). `npm run bench -- ingest` has the figures.
 */
import {
  endKeyOf,
  type IndicatorKind,
  keyOf,
  noIndicator,
  proofOf,
  requestedUrl,
  urlValue,
} from '../indicators/indicator-key.ts'

const listed = (kind: IndicatorKind, value: string) => `dictHas('indicator_of', ${keyOf(`'${kind}'`, value)})`
const inListedNetwork = (address: string) => `dictHas('indicators_of_network', ${address})`
const listedAddress = (address: string) => `${listed('a', address)} or ${inListedNetwork(address)}`
const endListed = (name: string) => `dictHas('listed_end', ${endKeyOf(name)})`

const refererHost = `lower(domain(http_referer))`
const asAddress = (text: string) => `toIPv6OrDefault(${text})`

/** Whether anything in a line could be listed. Alerts are told of in any case. */
export const suspect = [
  "signature != ''",
  listedAddress('src_ip'),
  listedAddress('dest_ip'),
  `(notEmpty(dns_names) and arrayExists(n -> ${endListed('n')}, dns_names))`,
  `(notEmpty(dns_answers) and arrayExists(n -> ${endListed('n')} or ${listedAddress(asAddress('n'))}, dns_answers))`,
  `(tls_sni != '' and ${endListed('tls_sni')})`,
  `(notEmpty(tls_names) and arrayExists(n -> ${endListed('n')}, tls_names))`,
  `(tls_fingerprint != '' and ${listed('h', 'tls_fingerprint')})`,
  `(ja3 != '' and ${listed('j', 'ja3')})`,
  `(ja3s != '' and ${listed('j', 'ja3s')})`,
  `(ja4 != '' and ${listed('k', 'ja4')})`,
  `(http_host != '' and ${endListed('http_host')})`,
  `(http_url != '' and ${listed('u', requestedUrl)})`,
  `(http_referer != '' and (${endListed(refererHost)} or ${listed('u', urlValue('http_referer'))}))`,
  `(notEmpty(file_hashes) and arrayExists(h -> ${listed('h', 'h')}, file_hashes))`,
  "email_from != ''",
  'notEmpty(email_to)',
].join('\n        or ')

const labels = (name: string) => `length(splitByChar('.', ${name}))`
const noAddress = "toIPv6('::')"

/** What is looked up as an address, as a name with its parents, and as it is: arrays of (value, field), the last with the kind. */
const mails = `arrayFilter(m -> m != '', arrayPushFront(email_to, email_from))`
const addresses = `arrayConcat([(src_ip, 'src_ip'), (dest_ip, 'dest_ip')],
  arrayFilter(a -> a.1 != ${noAddress}, arrayMap(a -> (${asAddress('a')}, 'dns_answer'), dns_answers)))`
const names = `arrayFilter(n -> n.1 != '', arrayConcat([(tls_sni, 'tls_sni'), (http_host, 'http_host'), (${refererHost}, 'http_referer')],
  arrayMap(n -> (n, 'dns'), dns_names), arrayMap(n -> (n, 'dns_answer'), dns_answers), arrayMap(n -> (n, 'tls_name'), tls_names),
  arrayMap(m -> (substring(m, position(m, '@') + 1), 'email'), ${mails})))`
const texts = `arrayFilter(t -> t.2 != '', arrayConcat(
  [('u', if(http_url = '', '', ${requestedUrl}), 'http_url'), ('u', if(http_referer = '', '', ${urlValue('http_referer')}), 'http_referer'),
    ('h', tls_fingerprint, 'tls_fingerprint'), ('j', ja3, 'ja3'), ('j', ja3s, 'ja3'), ('k', ja4, 'ja4')],
  arrayMap(h -> ('h', h, 'file_hash'), file_hashes), arrayMap(m -> ('e', m, 'email'), ${mails})))`

/**
 * From a line's columns to what it holds, each over those before: `found` is an array of (indicator, field). Each has a name of
 * its own, because what is written out twice is planned twice, and planning is what a small load costs.
 */
export const matching: Readonly<Record<string, string>> = {
  addresses,
  // The name itself and each parent but the top level: (name, field, is it the name itself).
  parents: `arrayFlatten(arrayMap(n -> arrayMap(i -> (substringIndex(n.1, '.', -i), n.2, i = ${labels('n.1')}),
      range(2, ${labels('n.1')} + 1)), ${names}))`,
  // (key, proof, field, whether what is listed as a wildcard is not meant).
  sought: `arrayConcat(arrayMap(a -> (${keyOf("'a'", 'a.1')}, ${proofOf("'a'", 'a.1')}, a.2, true), addresses),
      arrayMap(p -> (${keyOf("'n'", 'p.1')}, ${proofOf("'n'", 'p.1')}, p.2, p.3), parents),
      arrayMap(t -> (${keyOf('t.1', 't.2')}, ${proofOf('t.1', 't.2')}, t.3, true), ${texts}))`,
  // Only what has the proof is the indicator.
  answers: `arrayFilter(a -> a.1.1 = a.2,
      arrayMap(s -> (dictGet('indicator_of', ('proof', 'id', 'wildcard'), s.1), s.2, s.3, s.4), sought))`,
  around: `arrayFlatten(arrayMap(a -> arrayMap(i -> (i, a.2), dictGet('indicators_of_network', 'ids', a.1)), addresses))`,
  found: `arrayDistinct(arrayFilter(f -> f.1 != ${noIndicator}, arrayConcat(arrayMap(a -> (a.1.2, a.3), answers),
      arrayMap(a -> (if(a.4, ${noIndicator}, a.1.3), a.3), answers), around)))`,
}
