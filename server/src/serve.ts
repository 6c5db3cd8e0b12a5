/** Puts one process together: stores, then contexts, then the port; and takes it apart in the opposite order. */
import { type Access, accessDaily, accessTasks, actorOf, addAccess, noteEndHourly, openAccess } from './access/index.ts'
import type { Config } from './config.ts'
import { addConstituencyRoutes, constituencyTasks, constituencyTimed } from './constituency/index.ts'
import { memberData, protectionDaily, protectionTasks } from './data-protection.ts'
import {
  type App,
  createApp,
  type Jobs,
  type Limits,
  type Logger,
  liveChannel,
  migrateClickhouse,
  migrateJobs,
  migratePostgres,
  openChannels,
  openClickhouse,
  openDataFolder,
  openDns,
  openLive,
  openMailer,
  openMailIn,
  openOutbound,
  openPostgres,
  type Platform,
  startJobs,
  systemClock,
} from './platform/index.ts'
import {
  addIngestRoutes,
  addSensingRoutes,
  openSensing,
  referenceChannel,
  type Sensing,
  type SensingOptions,
  sensingTasks,
  sensingTimed,
} from './sensing/index.ts'
import { addStatusRoutes } from './status.routes.ts'
import {
  addVulnerabilityRoutes,
  houseOf,
  publishedAdvisory,
  vulnerabilityTasks,
  vulnerabilityTimed,
} from './vulnerability/index.ts'
import {
  addWarningRoutes,
  dropMailsTo,
  letterOfPublished,
  mailFetchWatch,
  openWarning,
  warningTasks,
  warningTimed,
} from './warning/index.ts'
import { addWeb } from './web.routes.ts'

export type ServeOptions = {
  clock?: () => Date
  /** See `access/authorize.ts`; only the demonstration sets it. */
  linkIsEnough?: boolean
  /** Other bounds of receiving than the usual, for tests. */
  sensing?: SensingOptions
  /** Other limits on requests than the usual, for tests. */
  limits?: Partial<Limits>
  /** Further routes before the port opens, e.g. the demonstration's inbox. */
  extend?: (app: App, platform: Platform) => void | Promise<void>
}

export type Running = {
  platform: Platform
  access: Access
  app: App
  sensing: Sensing
  /** Where it listens, e.g. `http://127.0.0.1:8080`. */
  address: string
  /** Where mail is taken in; null: nowhere. */
  mailInPort: number | null
  /** Stops taking work, lets what has begun finish, closes the stores. */
  close(): Promise<void>
}

type Part = { name: string; close(): unknown }

/** Past this, whoever waits for the stop is told what it waits for. */
const slowMilliseconds = 10_000

async function closePart({ name, close }: Part, log: Logger): Promise<void> {
  const timer = setTimeout(() => log.warn({ part: name }, 'still waiting for a part to end'), slowMilliseconds)
  await close()
  clearTimeout(timer)
}

/**
 * Starts the parts that `config.roles` names.
 * @throws DataFolderError, or what a store says when it cannot be reached
 */
export async function serve(config: Config, log: Logger, options: ServeOptions = {}): Promise<Running> {
  const opened: Part[] = []
  let mailInPort: number | null = null
  const close = async () => {
    for (const part of opened.splice(0).reverse()) await closePart(part, log)
  }
  try {
    await openDataFolder(config.data)
    const postgres = await openPostgres(config, 'serve', log)
    opened.push({ name: 'postgres', close: () => postgres.close() })
    await migratePostgres(postgres.owner)
    await migrateJobs(postgres.owner)
    const clickhouse = openClickhouse(config)
    opened.push({ name: 'clickhouse', close: () => clickhouse.close() })
    await migrateClickhouse(clickhouse)
    const channels = await openChannels(postgres.url, [liveChannel, referenceChannel], log)
    opened.push({ name: 'channels', close: () => channels.close() })
    const live = openLive(channels)
    opened.push({ name: 'live', close: () => live.close() })
    const mailer = openMailer(config.smtpUrl, config.mailFrom)
    opened.push({ name: 'mailer', close: () => mailer.close() })
    const platform: Platform = {
      config,
      log,
      clock: options.clock ?? systemClock,
      postgres,
      clickhouse,
      channels,
      live,
      mailer,
    }

    const access = await openAccess(platform)
    const { audit } = access
    const dns = openDns(config.dnsServers)
    const outbound = openOutbound({ allow: config.fetchAllow })
    const warning = await openWarning(platform, audit, outbound)
    const { keyChanged } = warning
    const sensing = await openSensing(platform, warning.recordFindings, options.sensing)
    opened.push({ name: 'sensing', close: () => sensing.close() })
    if (config.roles.has('worker')) {
      const tasks = {
        ...accessTasks(platform, access),
        ...protectionTasks(platform, access),
        ...constituencyTasks({ platform, audit, outbound, dns, keyChanged }),
        ...sensingTasks(platform, audit, sensing),
        ...vulnerabilityTasks({ platform, audit, outbound }),
        ...warningTasks({ platform, audit, warning }),
      }
      const jobs: Jobs = await startJobs(postgres.owner, tasks, log, [
        ...accessDaily,
        ...protectionDaily,
        ...constituencyTimed,
        ...sensingTimed,
        ...vulnerabilityTimed,
        ...warningTimed,
        ...(config.imapUrl === null ? [] : [mailFetchWatch]),
      ])
      opened.push({ name: 'jobs', close: () => jobs.stop() })
      const end = noteEndHourly({ db: postgres.db, folder: config.data, log })
      opened.push({ name: 'audit', close: () => end.close() })
    }

    const app = await createApp(log, {
      publicUrl: config.publicUrl,
      trustedProxies: config.trustedProxies,
      tls: config.tls,
      limits: options.limits,
      callerOf: (request) => request.principal?.id ?? null,
      onLimited: (request, limit) => {
        const entry = { act: 'request.limited', outcome: 'refused', details: { limit } } as const
        return audit.recordOnce(postgres.db, actorOf(request), entry)
      },
    })
    opened.push({ name: 'app', close: () => app.close() })
    addStatusRoutes(app, platform, sensing)
    if (config.roles.has('receive')) addIngestRoutes(app, platform, audit, sensing)
    if (config.roles.has('api')) {
      addAccess(app, platform, access, { linkIsEnough: options.linkIsEnough ?? false })
      addConstituencyRoutes(app, {
        platform,
        audit,
        outbound,
        dns,
        keyChanged,
        addressGone: dropMailsTo,
        memberData: memberData(platform),
        standings: async (orgnrs) => {
          const [sensors, open] = await Promise.all([sensing.sensorsOf(orgnrs), warning.openOf(orgnrs)])
          return { sensors, open }
        },
      })
      addSensingRoutes(app, platform, audit, sensing)
      const house = houseOf(config, warning.ourMail.sender, warning.ourMail.key)
      addVulnerabilityRoutes(app, { platform, outbound, house })
      const findAdvisory = async (id: string) => letterOfPublished(await publishedAdvisory(postgres.db, id))
      addWarningRoutes(app, { platform, audit, warning, sensing, findAdvisory })
      await options.extend?.(app, platform)
      await addWeb(app)
    }
    if (config.mailInPort !== null) {
      const mailIn = await openMailIn({ ...config, port: config.mailInPort, log }, warning.incoming)
      opened.push({ name: 'mail in', close: () => mailIn.close() })
      mailInPort = mailIn.port
    }
    // Live streams never end by themselves, so they are ended before the port waits for what is open.
    app.addHook('preClose', async () => live.close())
    const address = await app.listen({ host: config.host, port: config.port })
    const heartbeat = sensing.startHeartbeat(Number(new URL(address).port))
    opened.push({ name: 'heartbeat', close: () => heartbeat.close() })
    return { platform, access, app, sensing, address, mailInPort, close }
  } catch (fault) {
    await close()
    throw fault
  }
}
