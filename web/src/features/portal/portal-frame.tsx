import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useMatch, useNavigate, useSearch } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { Icon } from '../../components/icon.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { todayQuery } from './portal.queries.ts'

/** Around the portal's pages: which of one's organisations it is about, and whom to ring. */
export function PortalFrame() {
  const { t, language } = useText()
  const { member } = useSearch({ from: '/shell/portal' })
  const navigate = useNavigate()
  const { data } = useQuery(todayQuery(member, language))
  const members = data?.members ?? []
  const one = useMatch({ from: '/shell/portal/warnings/$id', shouldThrow: false }) !== undefined
  return (
    <div className="portal">
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
