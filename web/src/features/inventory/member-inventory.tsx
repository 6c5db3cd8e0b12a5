import { Button } from '@digdir/designsystemet-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { Empty } from '../../components/empty.tsx'
import { Icon } from '../../components/icon.tsx'
import { useRows } from '../../components/paged-list.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { inventoryQuery } from './inventory.queries.ts'
import { InventoryImportDialog } from './inventory-import-dialog.tsx'
import { productName } from './inventory-list.tsx'

/** Beside the member: a start of the list is enough to see whether there is one. */
const fewest = 5

/** What a member runs, in short: the whole is on its own page. */
export function MemberInventory({ orgnr }: { orgnr: string }) {
  const { t } = useText()
  const { inventory } = useSearch({ from: '/shell/members' })
  const navigate = useNavigate()
  const [mayRead, mayWrite, mayView] = [useMay('inventory.read'), useMay('inventory.write'), useMay('portal.view')]
  const list = useInfiniteQuery({ ...inventoryQuery({ member: orgnr }, fewest), enabled: mayRead })
  const rows = useRows(list)
  if (!mayRead) return null
  const open = (act: 'import' | undefined) =>
    void navigate({
      to: '.',
      search: (old: Record<string, unknown>) => compact({ ...old, inventory: act }),
      replace: true,
    })
  return (
    <Section
      title={t('inventory.title')}
      aside={
        mayView ? (
          <Link to="/portal/products" search={{ as: orgnr }} className="ds-link">
            {t('inventory.open_portal')}
          </Link>
        ) : null
      }
    >
      {list.isPending ? <SkeletonRows rows={2} /> : null}
      {list.isSuccess && rows.length === 0 ? <Empty title={t('inventory.empty')} /> : null}
      <ul className="values">
        {rows.slice(0, fewest).map((row) => (
          <li key={row.id}>
            {productName(row)} {row.version}
          </li>
        ))}
      </ul>
      {mayWrite ? (
        <p>
          <Button data-size="sm" variant="secondary" onClick={() => open('import')}>
            <Icon name="upload" size={18} />
            {t('inventory.import')}
          </Button>
        </p>
      ) : null}
      {inventory === 'import' && mayWrite ? (
        <InventoryImportDialog member={orgnr} onClose={() => open(undefined)} />
      ) : null}
    </Section>
  )
}
