/** A source's claim on versions in words; the bounds are its own. Pure. */
import type { Say } from '../../app/i18n.tsx'

type Claim = {
  status?: string
  exact?: string
  from?: string
  fromExcluding?: string
  before?: string
  through?: string
  vers?: string
  text?: string
}

export function versionWords(version: unknown, t: Say): string {
  const claim = (typeof version === 'object' && version !== null ? version : {}) as Claim
  const bounds = [
    claim.exact,
    claim.from === undefined ? undefined : t('version.from', { version: claim.from }),
    claim.fromExcluding === undefined ? undefined : t('version.after', { version: claim.fromExcluding }),
    claim.before === undefined ? undefined : t('version.before', { version: claim.before }),
    claim.through === undefined ? undefined : t('version.through', { version: claim.through }),
    claim.vers,
    claim.text,
  ].filter((word) => word !== undefined && word !== '')
  const said = bounds.length === 0 ? t('products.all_versions') : bounds.join(' ')
  return claim.status === 'unaffected' || claim.status === 'unknown' ? `${said} (${t(`status.${claim.status}`)})` : said
}
