import { Button } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { Coverage } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { Icon } from '../../components/icon.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { AliasDialog } from './alias-dialog.tsx'
import { AliasList } from './alias-list.tsx'
import { ExposureImportDialog } from './exposure-import-dialog.tsx'
import { FoundExposures } from './found-exposures.tsx'
import { ProductList } from './product-list.tsx'
import { coverageQuery } from './products.queries.ts'
import { productTabs } from './products.search.ts'

/** On a phone the last of them lie beyond the edge. */
const intoView = (link: HTMLElement | null) => link?.scrollIntoView({ block: 'nearest', inline: 'center' })

/** What is in use over all members, and what can we say anything about? */
export function ProductsPage() {
  const { t } = useText()
  const search = useSearch({ from: '/shell/about-vulnerabilities/products' })
  const { tab = 'all', q, join, import: importing } = search
  const navigate = useNavigate()
  const mayImport = useMay('vulnerabilities.write')
  const coverage = useQuery(coverageQuery)
  const change = (fields: { q?: string | undefined; import?: 'open' | undefined; join?: string | undefined }) =>
    void navigate({ to: '/products', search: (old) => compact({ ...old, ...fields }), replace: true })
  return (
    <div className="page">
      <PageHead title={t('page.products')} question={t('products.question')}>
        {mayImport ? (
          <Button data-size="sm" variant="secondary" onClick={() => change({ join: 'new' })}>
            {t('alias.new')}
          </Button>
        ) : null}
        {mayImport ? (
          <Button data-size="sm" variant="secondary" onClick={() => change({ import: 'open' })}>
            <Icon name="upload" size={18} />
            {t('exposure.import')}
          </Button>
        ) : null}
      </PageHead>
      {coverage.data ? <Covered coverage={coverage.data} /> : null}
      <nav className="tabs" aria-label={t('page.products')}>
        <ul>
          {productTabs.map((one) => (
            <li key={one}>
              <Link
                ref={one === tab ? intoView : null}
                to="/products"
                search={one === 'all' ? {} : { tab: one }}
                // What is open is said by the page: by the address alone the first would be too.
                activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }}
                className="tab ds-focus"
                aria-current={one === tab ? 'page' : undefined}
              >
                {t(`products.tab.${one}`)}
                {one === 'names' && coverage.data && coverage.data.proposals > 0
                  ? ` (${coverage.data.proposals})`
                  : null}
                {one === 'exposure' && coverage.data && coverage.data.findings > 0
                  ? ` (${coverage.data.findings})`
                  : null}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {tab === 'all' || tab === 'unknown' ? (
        <ProductList q={q} unknown={tab === 'unknown'} mayJoin={mayImport} onFind={(text) => change({ q: text })} />
      ) : null}
      {tab === 'names' ? <AliasList key="names" states={['proposed']} /> : null}
      {tab === 'decided' ? <AliasList key="decided" states={['confirmed', 'refused']} /> : null}
      {join !== undefined && mayImport ? (
        <AliasDialog first={join === 'new' ? undefined : join} onClose={() => change({ join: undefined })} />
      ) : null}
      {tab === 'exposure' ? <FoundExposures search={search} /> : null}
      {importing === 'open' && mayImport ? (
        <ExposureImportDialog onClose={() => change({ import: undefined })} />
      ) : null}
    </div>
  )
}

function Covered({ coverage }: { coverage: Coverage }) {
  const { t, count } = useText()
  if (coverage.products === 0) return null
  const share = (part: number, all: number) => (all === 0 ? 0 : Math.floor((100 * part) / all))
  return (
    <p>
      <strong>{t('products.coverage', { percent: share(coverage.products_known, coverage.products) })}</strong>{' '}
      <span className="quiet">
        {t('products.coverage.text', {
          known: count(coverage.products_known),
          products: count(coverage.products),
          with: count(coverage.members_with_inventory),
          members: count(coverage.members),
          version: share(coverage.items_with_version, coverage.items),
        })}
      </span>
    </p>
  )
}
