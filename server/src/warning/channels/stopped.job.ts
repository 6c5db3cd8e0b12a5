/** Tells one contact that a webhook of the member's is called no more. */
import type { Language } from '@varde/contract'
import { html } from 'ghtml'
import { sql } from 'kysely'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { MailError, newId, type Platform, type Task } from '../../platform/index.ts'
import { loggable } from '../delivery/delivery.ts'
import { oneLine } from '../texts/safe.ts'
import { stoppedWords } from './stopped-words.ts'

const Payload = Type.Object({ webhook: Type.String(), contact: Type.String() })
type Stopped = { name: string; why: 'gone' | 'failing'; to: string; email: string; language: Language }

export function stoppedJob({ postgres: { db }, config: { publicUrl }, mailer }: Platform): Task {
  return async (payload) => {
    const { webhook, contact } = Value.Parse(Payload, payload)
    const { rows } = await sql<Stopped>`
      select h.name, h.stopped_for as why, c.name as to, c.email, c.language
      from webhook h join contact c using (orgnr)
      where h.id = ${webhook} and h.state = 'stopped' and c.id = ${contact}`.execute(db)
    const [stopped] = rows
    if (stopped === undefined) return
    const { why, to, email, language } = stopped
    const words = stoppedWords[language]
    const subject = words.subject(oneLine(stopped.name))
    const link = `${publicUrl}/portal/details`
    const lines = [words.why[why], words.mail, words.mend]
    try {
      await mailer.send({
        to: { name: to, address: email },
        subject,
        text: `${subject}.\n\n${lines.join('\n')}\n\n${link}\n`,
        html: html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${subject}</title>
</head>
<body style="margin:0;padding:16px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:1.5">
<div role="main" style="max-width:600px;margin:0 auto">
<h1 style="margin:0 0 12px;font-size:20px;line-height:1.25">${subject}</h1>
!${lines.map((line) => html`<p style="margin:0 0 8px">${line}</p>`)}
<p style="margin:16px 0 0"><a href="${link}">${words.open}</a></p>
</div>
</body>
</html>
`,
        messageId: `<${newId()}@${new URL(publicUrl).hostname}>`,
      })
    } catch (fault) {
      throw fault instanceof MailError ? new Error(loggable(fault.fault, fault.message)) : fault
    }
  }
}
