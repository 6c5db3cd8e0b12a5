/**
 * Signing in at an organisation's own identity provider: authorization code with PKCE (RFC 7636), state, nonce, pushed
 * authorization requests (RFC 9126) and sender-constrained tokens (RFC 9449) where the provider takes them. Of the tokens
 * only the ID token's issuer and subject are used, and none is kept.
 */
import * as openid from 'openid-client'
import { Agent, fetch as undiciFetch } from 'undici'
import type { OidcProvider } from '../../config-oidc.ts'
import { asOidcFault, OidcFault } from './oidc-fault.ts'

/** What must still be known when the person comes back. */
export type Begun = { state: string; nonce: string; verifier: string }
export type Subject = { issuer: string; subject: string }

export type OidcClient = {
  id: string
  name: string
  /**
   * @returns where to send the browser
   * @throws OidcFault
   */
  begin(redirectUri: string): Promise<Begun & { url: string }>
  /**
   * Reads the address that the provider sent the browser back to, and asks the provider who it was.
   * @throws OidcFault for anything that is no proof
   */
  finish(returned: URL, begun: Begun): Promise<Subject>
}

export type OidcClients = ReadonlyMap<string, OidcClient>

const timeoutSeconds = 10

/** @param fetch how to reach a provider that has no certificate authority of its own; for tests */
export function openOidcClients(providers: readonly OidcProvider[], fetch?: openid.CustomFetch): OidcClients {
  return new Map(providers.map((provider) => [provider.id, openOidcClient(provider, fetch)]))
}

function openOidcClient(provider: OidcProvider, fetch?: openid.CustomFetch): OidcClient {
  const { clientId, issuer, scopes, acrValues, acrAccepted } = provider
  // Asked for at the first sign-in, and anew after any fault: a provider that is down does not stop the start.
  let discovered: Promise<openid.Configuration> | null = null
  const configuration = () => {
    discovered ??= openid.discovery(issuer, clientId, {}, proofOf(provider), {
      execute: [
        openid.enableNonRepudiationChecks,
        ...(issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : []),
      ],
      timeout: timeoutSeconds,
      ...fetching(provider, fetch),
    })
    return discovered
  }
  const told = async <T>(work: (config: openid.Configuration) => Promise<T>): Promise<T> => {
    try {
      return await work(await configuration())
    } catch (thrown) {
      discovered = null
      throw asOidcFault(thrown)
    }
  }

  return {
    id: provider.id,
    name: provider.name,
    begin: (redirectUri) =>
      told(async (config) => {
        const state = openid.randomState()
        const nonce = openid.randomNonce()
        const verifier = openid.randomPKCECodeVerifier()
        const parameters = {
          redirect_uri: redirectUri,
          scope: scopes.join(' '),
          state,
          nonce,
          code_challenge: await openid.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          ...(acrValues.length === 0 ? {} : { acr_values: acrValues.join(' ') }),
        }
        const url = takesPar(provider, config)
          ? await openid.buildAuthorizationUrlWithPAR(config, parameters)
          : openid.buildAuthorizationUrl(config, parameters)
        return { url: url.href, state, nonce, verifier }
      }),

    finish: (returned, { state, nonce, verifier }) =>
      told(async (config) => {
        const alg = dpopAlgorithm(provider, config)
        // A new key for each exchange: the token that it binds is thrown away.
        const DPoP = alg === null ? undefined : openid.getDPoPHandle(config, await openid.randomDPoPKeyPair(alg))
        const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true }
        const tokens = await openid.authorizationCodeGrant(
          config,
          returned,
          checks,
          undefined,
          DPoP === undefined ? {} : { DPoP },
        )
        const claims = tokens.claims()
        if (claims === undefined) throw new OidcFault('answer_refused', 'response')
        if (acrAccepted.length > 0 && !acrAccepted.includes(String(claims['acr']))) {
          throw new OidcFault('answer_refused', 'acr')
        }
        return { issuer: claims.iss, subject: claims.sub }
      }),
  }
}

function proofOf({ proof }: OidcProvider): openid.ClientAuth {
  if ('secret' in proof) return openid.ClientSecretBasic(proof.secret)
  return openid.PrivateKeyJwt(proof.kid === null ? proof.key : { key: proof.key, kid: proof.kid }, {
    // HelseID asks for the type; RFC 7519 section 5.1 recommends it.
    [openid.modifyAssertion]: (header) => {
      header['typ'] = 'JWT'
    },
  })
}

function fetching({ ca }: OidcProvider, fetch?: openid.CustomFetch) {
  if (ca === null) return fetch === undefined ? {} : { [openid.customFetch]: fetch }
  const dispatcher = new Agent({ connect: { ca } })
  const trusting: openid.CustomFetch = async (url, options) =>
    (await undiciFetch(url, { ...options, dispatcher } as Parameters<typeof undiciFetch>[1])) as unknown as Response
  return { [openid.customFetch]: trusting }
}

function takesPar({ par }: OidcProvider, config: openid.Configuration): boolean {
  return par ?? config.serverMetadata().pushed_authorization_request_endpoint !== undefined
}

/** @returns the algorithm for proofs, or null where tokens are not bound */
function dpopAlgorithm({ dpop }: OidcProvider, config: openid.Configuration): string | null {
  const offered = config.serverMetadata().dpop_signing_alg_values_supported
  if (!(dpop ?? offered !== undefined)) return null
  return ['ES256', 'PS256', 'RS256'].find((alg) => offered?.includes(alg)) ?? 'ES256'
}
