import { passkeyClient } from '@better-auth/passkey/client'
import { magicLinkClient, twoFactorClient } from 'better-auth/client/plugins'
import { createAuthClient } from 'better-auth/react'

/** Sign-in against `/api/auth` on the same origin; the session is a cookie that scripts cannot read. */
export const auth = createAuthClient({
  basePath: '/api/auth',
  plugins: [passkeyClient(), twoFactorClient(), magicLinkClient()],
})
