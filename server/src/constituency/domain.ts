/** Domain names as they are compared: lower case, international ones in their A-label form (RFC 5890). */
import { domainToASCII } from 'node:url'
import type { Reading } from '../platform/index.ts'

/** Reads a name of two labels or more; a trailing dot is dropped. */
export function readDomain(text: string): Reading<string> {
  if (/:\/\/|[/?#@]/.test(text)) return { fault: `is an address, not a domain. Write the name alone${likely(text)}.` }
  if (text.includes('*')) return { fault: 'has a wildcard. Write the name alone: what lies under it is included.' }
  if (/[:\s]/.test(text)) return { fault: 'is no domain. Write the name alone, e.g. helse.example.' }
  const name = domainToASCII(text.replace(/\.$/, '')).toLowerCase()
  const labels = name.split('.')
  const right = name.length <= 253 && labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label))
  if (name === '' || !right) return { fault: 'is no domain. Write the name alone, e.g. helse.example.' }
  if (labels.length < 2) return { fault: 'is a single label, which holds far too much. Write e.g. helse.example.' }
  if (/^\d+$/.test(labels.at(-1) as string)) return { fault: 'is an address, not a domain. Write a name.' }
  return { value: name }
}

function likely(text: string): string {
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^@/]*@)?([^/?#:@]+\.[^/?#:@]+)/i.exec(text)?.[1]
  return host === undefined ? '' : `: ${host.toLowerCase()}`
}
