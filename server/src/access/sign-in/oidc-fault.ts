/** What can go wrong at an organisation's sign-in, in words for the person and for the log. */
import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client'

/** What the sign-in page is told, as `?fault=`. */
export type OidcFaultCode =
  /** Nobody has linked this account to a person here. */
  | 'not_linked'
  /** The account is linked to somebody else. */
  | 'already_linked'
  /** The provider, or the person there, said no. */
  | 'provider_refused'
  /** The provider did not answer, or not sensibly. */
  | 'provider_unreachable'
  /** What came back is not proof of who it was. */
  | 'answer_refused'
  /** Begun too long ago, in another browser, or used already. */
  | 'expired'
  | 'deactivated'

/** The log's word for why. */
export type OidcReason =
  | 'issuer'
  | 'audience'
  | 'nonce'
  | 'state'
  | 'replay'
  | 'signature'
  | 'time'
  | 'acr'
  | 'dpop'
  | 'client'
  | 'grant'
  | 'cancelled'
  | 'provider'
  | 'unreachable'
  | 'response'
  | 'session'
  | 'not_linked'
  | 'already_linked'
  | 'deactivated'

export class OidcFault extends Error {
  override name = 'OidcFault'
  readonly code: OidcFaultCode
  readonly reason: OidcReason
  constructor(code: OidcFaultCode, reason: OidcReason) {
    super(`${code}: ${reason}`)
    this.code = code
    this.reason = reason
  }
}

/** What the OpenID library threw, as a fault of ours. What it is no fault of the provider's is thrown on. */
export function asOidcFault(thrown: unknown): OidcFault {
  if (thrown instanceof OidcFault) return thrown
  if (thrown instanceof AuthorizationResponseError) {
    return new OidcFault('provider_refused', thrown.error === 'access_denied' ? 'cancelled' : 'provider')
  }
  if (thrown instanceof ResponseBodyError) {
    return new OidcFault('provider_refused', refusals[thrown.error] ?? 'provider')
  }
  if (thrown instanceof ClientError) return ofClientError(thrown)
  // How `fetch` says that there was no answer; the library's own TypeErrors have a code.
  if (thrown instanceof TypeError && !('code' in thrown)) return new OidcFault('provider_unreachable', 'unreachable')
  throw thrown
}

/** RFC 6749 section 5.2 and RFC 9449 section 5. */
const refusals: Record<string, OidcReason> = {
  invalid_dpop_proof: 'dpop',
  use_dpop_nonce: 'dpop',
  invalid_client: 'client',
  invalid_grant: 'grant',
}

const unreachable = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON']

function ofClientError({ code, cause }: ClientError): OidcFault {
  if (code !== undefined && unreachable.includes(code)) return new OidcFault('provider_unreachable', 'unreachable')
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return new OidcFault('answer_refused', 'time')
  if (code === 'OAUTH_KEY_SELECTION_FAILED') return new OidcFault('answer_refused', 'signature')
  const said = cause instanceof Error ? cause.message : ''
  return new OidcFault('answer_refused', words.find(([pattern]) => pattern.test(said))?.[1] ?? 'response')
}

/** The library has one code for many faults, and names the claim or parameter in its message. */
const words: readonly (readonly [RegExp, OidcReason])[] = [
  [/signature/, 'signature'],
  [/"iss"|"issuer"/, 'issuer'],
  [/"aud"|"azp"/, 'audience'],
  [/"nonce"/, 'nonce'],
  [/"state"/, 'state'],
]
