/** Text from outside (signatures, lists, host names), made safe to put in a mail. HTML is escaped where it is made. */
import { maskIdentityNumbers } from '../../platform/index.ts'

/** Past so many causes, or hosts of one cause, a mail says only how many more there are. */
export const most = 20

/** Line breaks and other controls would forge lines or headers; direction marks would turn the text around. */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu

/** One line, without controls and national identity numbers, cut at `most` characters. */
export function oneLine(text: string, most = 200): string {
  const clean = maskIdentityNumbers(text.replace(unsafe, ' ').replace(/\s+/g, ' ').trim())
  return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean
}

/** Writes addresses and names so that no mail program makes a link of them: `hxxp://evil[.]example`. */
export function defang(text: string): string {
  return text
    .replace(/\bhttp(s?):/gi, 'hxxp$1:')
    .replace(/(?<=[\p{L}\p{N}*_-])\.(?=[\p{L}\p{N}])/gu, '[.]')
    .replace(/(?<=\S)@(?=\S)/g, '[@]')
}
