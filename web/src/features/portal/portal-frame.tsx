import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useMatch, useNavigate } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Icon } from '../../components/icon.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { todayQuery } from './portal.queries.ts'
import { useWhose } from './portal.search.ts'

/** Around the portal's pages: which of one's organisations it is about, and whom to ring. */
export function PortalFrame() {
  const { t, language } = useText()
  const whose = useWhose()
  const { member, as } = whose
  const navigate = useNavigate()
  const { data } = useQuery(todayQuery(whose, language))
  const members = data?.members ?? []
  const one = useMatch({ from: '/shell/portal/warnings/$id', shouldThrow: false }) !== undefined
  return (
    <div className="portal">
      {as === undefined ? null : <SeenAs member={as} name={members[0]?.name ?? as} />}
      <div className="portal-bar">
        {one ? (
          <Link to="/portal/warnings" search={(old) => old} className="ds-link">
            {t('portal.back')}
          </Link>
        ) : members.length > 1 ? (
          <SelectField
            label={t('portal.organisation')}
            value={member ?? ''}
            choices={[
              { value: '', label: t('portal.organisation.all') },
              ...members.map(({ orgnr, name }) => ({ value: orgnr, label: name })),
            ]}
            onChange={(chosen) =>
              void navigate({
                to: '.',
                search: (old: Record<string, unknown>) =>
                  compact({ ...old, member: chosen === '' ? undefined : chosen }),
              })
            }
          />
        ) : (
          <p className="portal-name">{members[0]?.name}</p>
        )}
        {data?.phone ? (
          <a className="portal-phone ds-focus" href={`tel:${data.phone.replaceAll(' ', '')}`}>
            <Icon name="phone" size={22} />
            <span>
              {t('portal.ring')} <strong>{data.phone}</strong>
            </span>
          </a>
        ) : null}
      </div>
      <Outlet />
    </div>
  )
}

const seenPages = [
  { page: 'portal', to: '/portal' },
  { page: 'portal-warnings', to: '/portal/warnings' },
  { page: 'portal-vulnerabilities', to: '/portal/vulnerabilities' },
  { page: 'portal-sensors', to: '/portal/sensors' },
  { page: 'portal-products', to: '/portal/products' },
] as const

/** One of the team looks at a member's portal: whose it is, that nothing can be answered, and its pages, which the rail has not. */
function SeenAs({ member, name }: { member: string; name: string }) {
  const { t } = useText()
  return (
    <div className="portal-as" role="note">
      <p>
        <strong>{t('portal.as', { name })}</strong> {t('portal.as.text')}
      </p>
      <nav aria-label={t('portal.as.pages')} className="portal-card-line">
        {seenPages.map(({ page, to }) => (
          <Link
            key={page}
            to={to}
            search={{ as: member }}
            className="ds-link"
            activeOptions={{ exact: page === 'portal', includeSearch: false }}
            activeProps={{ 'aria-current': 'page' }}
          >
            {t(`page.${page}`)}
          </Link>
        ))}
        <Link to="/members/$orgnr" params={{ orgnr: member }} className="ds-link">
          {t('portal.as.leave')}
        </Link>
      </nav>
    </div>
  )
}
