import { Details } from '@digdir/designsystemet-react'
import { Link } from '@tanstack/react-router'
import type { VulnerabilityDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Section } from '../../components/section.tsx'
import { Time } from '../../components/time.tsx'
import { sourceName } from './source-name.ts'
import { versionWords } from './version-words.ts'

/** What each source says, with its time; and which products it says it of. */
export function SourceFacts({ detail: { sources, products } }: { detail: VulnerabilityDetail }) {
  const { t } = useText()
  return (
    <>
      <Section title={t('products.title')}>
        {products.length === 0 ? <p className="quiet">{t('products.none')}</p> : null}
        <ul className="said">
          {products.map((one, place) => (
            // Nothing of a statement is its own alone, and they do not move.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={place}>
              <span>
                {one.vendor === null && one.product === null ? (
                  t('products.unnamed')
                ) : (
                  <Link
                    to="/vulnerabilities"
                    search={compact({ vendor: one.vendor ?? undefined, product: one.product ?? undefined })}
                    className="ds-link"
                    title={t('products.others')}
                  >
                    {[one.vendor, one.product].filter((word) => word !== null).join(' ')}
                  </Link>
                )}
              </span>
              <span className="quiet">
                {one.versions.map((version) => versionWords(version, t)).join('; ') || t('products.all_versions')}
                {' · '}
                {sourceName(one.source, t)}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('said_by.title')}>
        {sources.length === 0 ? <p className="quiet">{t('said_by.none')}</p> : null}
        {sources.map((one) => (
          <Details key={one.source} data-size="sm" className="twin">
            <Details.Summary>
              {sourceName(one.source, t)} · {t(one.retracted_at === null ? 'said_by.stated' : 'exploitation.retracted')}{' '}
              <Time at={one.retracted_at ?? one.stated_at ?? one.changed_at} />
            </Details.Summary>
            <Details.Content>
              <pre className="source-json">{JSON.stringify(one.facts, null, 2)}</pre>
            </Details.Content>
          </Details>
        ))}
      </Section>
    </>
  )
}
