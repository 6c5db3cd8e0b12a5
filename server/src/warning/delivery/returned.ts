/** What a mail server says of a mail that it could not deliver: a delivery status notification (RFC 3464). */

export type Returned = {
  /** `delayed`: it still tries. */
  action: 'failed' | 'delayed'
  /** RFC 3463, e.g. `5.1.1`. */
  status: string
  /** The words of whoever refused it. */
  words: string
}

type Fields = Map<string, string>

/**
 * @param text of the part `message/delivery-status`: groups of fields, the first about the mail, then one for each recipient
 * @returns null where it tells of nothing that went wrong
 */
export function readDeliveryStatus(text: string): Returned | null {
  const recipients = text
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .map(fieldsOf)
    .filter((fields) => fields.has('action'))
  for (const fields of recipients) {
    const action = (fields.get('action') ?? '').toLowerCase()
    if (action !== 'failed' && action !== 'delayed') continue
    const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0]
    return {
      action,
      status: status ?? (action === 'failed' ? '5.0.0' : '4.0.0'),
      // `smtp; 550 5.1.1 …`: the type is said first.
      words: (fields.get('diagnostic-code') ?? fields.get('status') ?? action).replace(/^[\w-]+;\s*/, '').trim(),
    }
  }
  return null
}

/** Folded lines are one (RFC 5322, section 2.2.3); names in lower case. */
function fieldsOf(group: string): Fields {
  const lines = group.replace(/\n[ \t]+/g, ' ').split('\n')
  return new Map(
    lines.flatMap((line) => {
      const found = /^([\w-]+)\s*:\s*(.*)$/.exec(line)
      return found === null ? [] : [[(found[1] ?? '').toLowerCase(), found[2] ?? ''] as const]
    }),
  )
}
