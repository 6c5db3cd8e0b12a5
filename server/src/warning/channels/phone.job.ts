/** Hands one message to the gateway that carries it. Sent means its 2xx: what becomes of it further on nobody tells us. */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { isFinal, openGateways, type Platform, type Task } from '../../platform/index.ts'
import { senderOf } from '../delivery/signing-key.ts'
import { claimMessage, dropMessage, finishMessage } from './phone.store.ts'
import { phoneText } from './phone.ts'

const Payload = Type.Object({ message: Type.String() })

export function phoneJob({ postgres: { db }, clock, config }: Platform): Task {
  const handOver = openGateways()
  const { name, address } = senderOf(config.mailFrom)
  const we = { us: name === '' ? address : name, phone: config.csirtPhone }

  return async (payload, { last }) => {
    const { message: id } = Value.Parse(Payload, payload)
    const message = await claimMessage(db, id)
    if (message === null) return
    const gateway = config.gateways[message.channel]
    if (gateway === null || !message.open) return await dropMessage(db, id)
    const text = phoneText(message, we)
    if (!message.contact) {
      const reply = 'Not sent: the number is no longer a contact’s of the member.'
      return await finishMessage(db, message, { state: 'failed', reply, text }, clock())
    }
    const { status, reply } = await handOver(gateway, { to: message.phone, text, id, language: message.language })
    if (status !== null && status >= 200 && status < 300) {
      return await finishMessage(db, message, { state: 'delivered', reply: `${status} ${reply}`.trim(), text }, clock())
    }
    const final = status !== null && isFinal(status)
    const said = status === null ? reply : `${status} ${reply}`.trim()
    await finishMessage(db, message, { state: final || last ? 'failed' : 'deferred', reply: said, text }, clock())
    // Thrown so that it is tried again; a refusal for good would only be refused again.
    if (!final) throw new Error(status === null ? 'the gateway did not answer' : `the gateway answered ${status}`)
  }
}
