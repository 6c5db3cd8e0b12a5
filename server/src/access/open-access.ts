/** The access context of one process: who calls, what they may, and the log of what they did. */
import type { ChainReport } from '@varde/contract'
import type { CustomFetch } from 'openid-client'
import { type App, type Daily, keptSecret, type Platform, type Tasks } from '../platform/index.ts'
import { addAccessRoutes } from './access.routes.ts'
import { addAuditRoutes } from './audit/audit.routes.ts'
import { type Audit, openAudit } from './audit/audit.store.ts'
import { verifyAudit } from './audit/audit-verify.store.ts'
import { addAuthorization } from './authorize.ts'
import { addKeyRoutes } from './keys/key.routes.ts'
import { inactivityDaily, inactivityJob, inactivityTask } from './people/inactivity.job.ts'
import { addOwnPhoneRoutes } from './people/own-phone.routes.ts'
import { addPersonRoutes } from './people/person.routes.ts'
import { mailPersonJob, mailPersonTask } from './people/person-mail.job.ts'
import { addRetentionRoutes } from './retention/retention.routes.ts'
import { addRoleRoutes } from './role.routes.ts'
import { type Auth, createAuth } from './sign-in/auth.ts'
import { type OidcClients, openOidcClients } from './sign-in/oidc-client.ts'
import { addSessionRoutes } from './sign-in/session.routes.ts'
import { addSignInRoutes } from './sign-in/sign-in.routes.ts'
import { type SignInLimits, usualSignInLimits } from './sign-in/sign-in-limit.ts'
import { addSignInWayRoutes } from './sign-in/sign-in-way.routes.ts'
import { forgetViewsDaily, forgetViewsJob, forgetViewsTask } from './views/view.job.ts'
import { addViewRoutes } from './views/view.routes.ts'

export type Access = {
  auth: Auth
  audit: Audit
  oidcClients: OidcClients
  signInLimits: SignInLimits
  /** What one-time links and sessions are signed with. */
  secret: Buffer
  /** Checks the whole log, from its first entry to its last. */
  verifyAudit(): Promise<ChainReport>
}

/** For tests: other bounds than the usual, and how a provider is reached. */
export type AccessOptions = { signInLimits?: SignInLimits; fetch?: CustomFetch }

export async function openAccess(
  { config, postgres, clock }: Platform,
  { signInLimits = usualSignInLimits, fetch }: AccessOptions = {},
): Promise<Access> {
  const { db } = postgres
  const [secret, key] = await Promise.all([keptSecret(config.secrets, 'sign-in'), keptSecret(config.secrets, 'audit')])
  const audit = openAudit({ db, key, clock })
  const oidcClients = openOidcClients(config.oidc, fetch)
  return {
    auth: createAuth({ db, publicUrl: config.publicUrl, secret, audit, clock, oidcClients }),
    audit,
    oidcClients,
    signInLimits,
    secret,
    verifyAudit: () => verifyAudit({ db, key, clock, folder: config.data }),
  }
}

/** @param linkIsEnough see `authorize.ts`; only the demonstration sets it */
export function addAccess(
  app: App,
  { postgres, clock, config }: Platform,
  { auth, audit, oidcClients, signInLimits, verifyAudit }: Access,
  { linkIsEnough }: { linkIsEnough: boolean },
): void {
  addAuthorization(app, { postgres, audit, auth, clock, linkIsEnough })
  const { db } = postgres
  addAccessRoutes(app, db)
  addSignInRoutes(app, { db, auth, audit, clock, oidcClients, limits: signInLimits })
  addSignInWayRoutes(app, { db, auth, audit, clock, oidcClients })
  addSessionRoutes(app, { db, auth, audit, clock })
  addOwnPhoneRoutes(app, { db, audit, gateways: config.gateways })
  addPersonRoutes(app, { db, clock, mails: config.smtpUrl !== null })
  addRoleRoutes(app)
  addKeyRoutes(app, { clock })
  addAuditRoutes(app, { clock }, verifyAudit)
  addRetentionRoutes(app, { clock })
  addViewRoutes(app, { clock })
}

/** Mails to people about their accounts, and the daily look at accounts that nobody uses. */
export function accessTasks({ postgres: { db }, config, mailer, clock }: Platform, { audit, secret }: Access): Tasks {
  return {
    [mailPersonTask]: mailPersonJob({ db, audit, secret, config, mailer }),
    [inactivityTask]: inactivityJob({ db, audit, clock, mails: config.smtpUrl !== null }),
    [forgetViewsTask]: forgetViewsJob({ db, clock }),
  }
}

export const accessDaily: readonly Daily[] = [inactivityDaily, forgetViewsDaily]
