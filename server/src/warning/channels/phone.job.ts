/** Hands one message to the gateway that carries it. Sent means its 2xx: what becomes of it further on nobody tells us. */
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { filledBody, type Gateway } from '../../config-gateway.ts'
import { openOutbound, type Platform, Problem, type Task } from '../../platform/index.ts'
import { senderOf } from '../delivery/signing-key.ts'
import { oneLine } from '../texts/safe.ts'
import { claimMessage, dropMessage, finishMessage } from './phone.store.ts'
import { isFinal, phoneText } from './phone.ts'

const Payload = Type.Object({ message: Type.String() })
const bounds = { milliseconds: 20_000, maxBytes: 1000 }
/** A gateway's address is the operator's, and may be inside. */
const anywhere = ['0.0.0.0/0', '::/0']

export function phoneJob({ postgres: { db }, clock, config }: Platform): Task {
  const outbound = openOutbound({ allow: anywhere })
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

  async function handOver(gateway: Gateway, placed: Parameters<typeof filledBody>[1]) {
    const { type, body } = filledBody(gateway, placed)
    const opening = gateway.header === null ? {} : { [gateway.header.name]: gateway.header.value }
    try {
      const headers = { 'content-type': type, ...opening }
      const { status, text } = await outbound.postOutside(gateway.url, { body, headers }, bounds)
      return { status, reply: oneLine(text, bounds.maxBytes) }
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      return { status: null, reply: fault.detail ?? fault.message }
    }
  }
}
