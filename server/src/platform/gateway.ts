/** Hands one message to the HTTP service that carries it as SMS or by voice. What becomes of it further on nobody tells us. */
import { filledBody, type Gateway, type Placed } from '../config-gateway.ts'
import { openOutbound } from './outbound.ts'
import { Problem } from './problem.ts'

const bounds = { milliseconds: 20_000, maxBytes: 1000 }
/** A gateway's address is the operator's, and may be inside. */
const anywhere = ['0.0.0.0/0', '::/0']

/** `status`: null where it gave no answer; `reply` says then what happened. */
type HandedOver = { status: number | null; reply: string }
type HandOver = (gateway: Gateway, placed: Placed) => Promise<HandedOver>

export function openGateways(): HandOver {
  const outbound = openOutbound({ allow: anywhere })
  return async (gateway, placed) => {
    const { type, body } = filledBody(gateway, placed)
    const opening = gateway.header === null ? {} : { [gateway.header.name]: gateway.header.value }
    try {
      const headers = { 'content-type': type, ...opening }
      const { status, text } = await outbound.postOutside(gateway.url, { body, headers }, bounds)
      return {
        status,
        reply: text
          .replace(/[\s\p{Cc}]+/gu, ' ')
          .trim()
          .slice(0, bounds.maxBytes),
      }
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      return { status: null, reply: fault.detail ?? fault.message }
    }
  }
}

/** What went wrong with an answer of this kind will go wrong again; but a gateway that is busy is not such an answer. */
export function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429
}
