/** The demonstration's pages: the inbox of all its members, and a door for each of its people. */
import type { FastifyReply } from 'fastify'
import { html } from 'ghtml'
import { Type } from 'typebox'
import { makeSignInLink } from '../access/index.ts'
import { type App, keptSecret, type Platform, Problem, problems } from '../platform/index.ts'
import type { CaughtMail, Inbox } from './inbox.ts'

/** By the name in the address of their door. */
export type DemoPeople = Record<string, { email: string; title: string }>

/** Mails carry their style within, as mail programs need it, and the inbox shows them so; nothing else is let in. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

function send(reply: FastifyReply, text: string) {
  return reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(text)
}

export function addDemoRoutes(app: App, platform: Platform, inbox: Inbox, people: DemoPeople): void {
  // Who opens the bare address has not seen the links that were printed, so they are shown once more.
  // The route itself is for log shippers, which ask there what they send to.
  app.addHook('onRequest', async ({ url, headers }, reply) => {
    if (url !== '/' || !headers.accept?.includes('text/html')) return
    return reply.redirect(headers.cookie === undefined ? '/demo' : '/now', 303)
  })

  app.get('/demo', { config: { rule: 'public' }, schema: { hide: true } }, (_request, reply) =>
    send(reply, doors(people)),
  )

  app.get('/demo/inbox', { config: { rule: 'public' }, schema: { hide: true } }, (_request, reply) =>
    send(reply, page(inbox.mails, inbox.mails[0])),
  )

  app.get(
    '/demo/inbox/:id',
    { config: { rule: 'public' }, schema: { hide: true, params: Type.Object({ id: Type.String() }) } },
    (request, reply) => {
      const open = inbox.mails.find(({ id }) => id === request.params.id)
      if (!open) throw new Problem(problems.notFound, 'That mail is not in the inbox any more.')
      return send(reply, page(inbox.mails, open))
    },
  )

  app.get(
    '/demo/as/:who',
    { config: { rule: 'public' }, schema: { hide: true, params: Type.Object({ who: Type.String() }) } },
    async (request, reply) => {
      const person = people[request.params.who]
      if (!person) throw new Problem(problems.notFound, `Write one of ${Object.keys(people).join(', ')}.`)
      const { config, postgres } = platform
      const secret = await keptSecret(config.secrets, 'sign-in')
      return reply.redirect(await makeSignInLink(postgres.db, config.publicUrl, secret, person.email), 303)
    },
  )
}

function doors(people: DemoPeople): string {
  return html`<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Demonstrasjon av Varde</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  main { max-width: 40rem; margin: 10vh auto; padding: 0 1rem; }
  a { display: block; padding: .75rem 1rem; margin: .5rem 0; border: 1px solid; border-radius: .25rem; }
</style>
</head>
<body>
<main>
  <h1>Demonstrasjon av Varde</h1>
  <p>En oppdiktet sektor som lever av seg selv. Sensorer sender, Varde varsler, og noen av medlemmene svarer.</p>
  !${Object.entries(people).map(([who, { title }]) => html`<a href="/demo/as/${who}">Logg inn som ${title}</a>`)}
  <a href="/demo/inbox">Se e-posten som medlemmene får</a>
</main>
</body>
</html>`
}

const time = new Intl.DateTimeFormat('nb', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Oslo' })

function page(mails: readonly CaughtMail[], open: CaughtMail | undefined): string {
  return html`<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Innboks – demonstrasjon av Varde</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { margin: 0; display: grid; grid-template-columns: minmax(16rem, 24rem) 1fr; min-height: 100vh; }
  header { grid-column: 1 / -1; padding: .75rem 1rem; border-bottom: 1px solid; }
  h1 { font-size: 1.125rem; margin: 0; }
  header p { margin: 0; }
  nav { border-right: 1px solid; }
  ol { list-style: none; margin: 0; padding: 0; }
  nav a { display: block; padding: .5rem 1rem; text-decoration: none; color: inherit; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
  nav a:hover, nav a[aria-current] { background: color-mix(in srgb, currentColor 10%, transparent); }
  nav small { display: block; }
  main { padding: 1rem; min-width: 0; }
  iframe { width: 100%; height: 60rem; border: 1px solid; background: #fff; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  @media (max-width: 45rem) { body { display: block; } nav { border-right: 0; max-height: 40vh; overflow: auto; } }
</style>
</head>
<body>
<header>
  <h1>Innboks for alle medlemmer</h1>
  <p>Her ser du hva medlemmene i demonstrasjonen får. <a href="/demo/inbox">Hent nye</a> · <a href="/now">Til Varde</a></p>
</header>
<nav aria-label="E-poster">
  <ol>!${mails.map(
    (mail) => html`<li><a href="/demo/inbox/${mail.id}" !${mail === open ? 'aria-current="true"' : ''}>
      ${mail.subject}<small>${time.format(mail.at)} · ${mail.to}</small></a></li>`,
  )}</ol>
</nav>
<main>!${
    open
      ? html`<h2>${open.subject}</h2>
      <p>Til ${open.to}, ${time.format(open.at)}</p>
      <iframe title="E-posten slik den ser ut" sandbox="allow-popups allow-top-navigation-by-user-activation" srcdoc="${open.html}"></iframe>
      <details><summary>Som ren tekst</summary><pre>${open.text}</pre></details>`
      : html`<p>Ingen e-post ennå. Den første kommer innen et halvt minutt; hent på nytt.</p>`
  }</main>
</body>
</html>`
}
