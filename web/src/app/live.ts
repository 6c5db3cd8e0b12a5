/**
 * One event stream for the whole browser. The tab that holds the Web Lock keeps the stream open and passes what it hears
 * to the others over a BroadcastChannel; when it closes, the next tab gets the lock. Only topics and ids travel here:
 * what changed is fetched anew by the queries that are on the screen.
 */
export const liveTopics = [
  'detections',
  'warnings',
  'sensors',
  'members',
  'indicators',
  'hunts',
  'failures',
  'campaigns',
  'policy',
  'views',
  'vulnerabilities',
  'looking',
] as const
export type LiveTopic = (typeof liveTopics)[number]

/** Which query families a topic makes stale. Total: a new topic without a line does not compile. */
export const staleKeys: Record<LiveTopic, readonly string[]> = {
  detections: ['detections', 'campaigns', 'now', 'members'],
  warnings: ['warnings', 'portal', 'detections', 'campaigns', 'now', 'members'],
  campaigns: ['campaigns', 'proposal-count', 'warnings', 'now'],
  sensors: ['sensors', 'portal', 'now', 'members'],
  members: ['members', 'portal', 'indicators', 'now'],
  indicators: ['indicators', 'now'],
  hunts: ['hunts', 'now'],
  failures: ['failures', 'now'],
  policy: ['policy', 'now'],
  views: ['views'],
  vulnerabilities: ['vulnerabilities', 'advisories', 'measures', 'inventory', 'portal', 'now'],
  looking: ['looking'],
}

/** Reads one message; anything unknown is null, since a newer server may send more topics. */
export function parseLive(data: string): LiveTopic | null {
  try {
    const value: unknown = JSON.parse(data)
    if (typeof value !== 'object' || value === null) return null
    const topic = (value as Record<string, unknown>)['topic']
    return liveTopics.find((known) => known === topic) ?? null
  } catch {
    return null
  }
}

export type LiveNews = { kind: 'topic'; topic: LiveTopic } | { kind: 'state'; up: boolean } | { kind: 'all' }

const retryMilliseconds = 5_000

/** Opens the stream and tells `hear` of it until `signal` aborts. After each new connection it says `all`: some was missed. */
function stream(hear: (news: LiveNews) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | undefined
    let timer: number | undefined
    let first = true
    const open = () => {
      source = new EventSource('/api/v1/live')
      source.onopen = () => {
        hear({ kind: 'state', up: true })
        if (!first) hear({ kind: 'all' })
        first = false
      }
      source.onmessage = (event) => {
        const topic = parseLive(String(event.data))
        if (topic) hear({ kind: 'topic', topic })
      }
      source.onerror = () => {
        hear({ kind: 'state', up: false })
        first = false
        // The browser reconnects by itself unless the server refused; then it must be opened anew.
        if (source?.readyState === EventSource.CLOSED) timer = window.setTimeout(open, retryMilliseconds)
      }
    }
    open()
    signal.addEventListener('abort', () => {
      window.clearTimeout(timer)
      source?.close()
      resolve()
    })
  })
}

/** Connects this tab, as leader or as listener. Returns what ends it. */
export function connectLive(hear: (news: LiveNews) => void): () => void {
  const ending = new AbortController()
  const channel = new BroadcastChannel('varde-live')
  let up: boolean | undefined
  channel.onmessage = (event: MessageEvent<LiveNews | { kind: 'ask' }>) => {
    if (event.data.kind === 'ask') {
      if (up !== undefined) channel.postMessage({ kind: 'state', up } satisfies LiveNews)
    } else hear(event.data)
  }
  const lead = () =>
    stream((news) => {
      if (news.kind === 'state') up = news.up
      hear(news)
      channel.postMessage(news)
    }, ending.signal)
  if ('locks' in navigator) {
    navigator.locks.request('varde-live', { signal: ending.signal }, lead).catch(() => undefined)
  } else void lead()
  channel.postMessage({ kind: 'ask' })
  return () => {
    ending.abort()
    channel.close()
  }
}
