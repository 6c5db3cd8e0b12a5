/** A product's key as people read it: what it names, without the marks that tell kinds of keys apart. */
export function keyWords(key: string): string {
  const [, kind = '', rest = key] = /^(purl|cpe|name|bare):(.*)$/s.exec(key) ?? []
  if (kind === 'name') return rest.replace('/', ' · ')
  if (kind === 'cpe') return rest.replace(':', ' · ').replaceAll('_', ' ').replaceAll('\\', '')
  return rest
}
