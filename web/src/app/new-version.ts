/**
 * A page that was opened before an upgrade asks for files that are no longer there. It is fetched anew, once: where that does
 * not help, what is wrong is something else, and is shown.
 */
const key = 'varde.reloaded'
const again = 60_000

export function reloadOnNewVersion(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(key) ?? 0)
    if (Date.now() - last < again) return
    event.preventDefault()
    sessionStorage.setItem(key, String(Date.now()))
    location.reload()
  })
}
