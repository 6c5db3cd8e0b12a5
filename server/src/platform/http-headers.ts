/** What every answer tells the browser: what it may load, who may frame it, and to come back only over TLS. */
import type { App } from './app.ts'

/** Nothing but our own files; style attributes that a script sets are no inline style to the policy. */
const ownFiles = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Pictures as data: are the design system's icons and the start page's mark.
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  // What a mail or a page will look like is shown in a frame, by the policy below.
  "frame-src 'self'",
].join('; ')

/** For what is shown in a frame of ours as others will read it: it runs nothing, loads nothing, and is of no origin. */
export const previewPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"

/** For answers that are no page: opened as one in a browser, they can do nothing. */
const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** A year; without the other names of the domain, which may not be ours. */
const httpsOnly = 'max-age=31536000'

/** @param overTls whether people reach this server by https, here or in a proxy before it */
export function addHeaders(app: App, overTls: boolean): void {
  app.addHook('onSend', async (request, reply) => {
    const page = String(reply.getHeader('content-type') ?? '').startsWith('text/html')
    // The demonstration shows mails, and has a policy of its own.
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', page ? ownFiles : nothing)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    reply.header('cross-origin-opener-policy', 'same-origin')
    reply.header('cross-origin-resource-policy', 'same-origin')
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    if (overTls) reply.header('strict-transport-security', httpsOnly)
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}
