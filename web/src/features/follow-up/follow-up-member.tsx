import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { useKeys } from '../../app/use-keys.ts'
import { ContactList } from '../../components/contact-list.tsx'
import { Icon } from '../../components/icon.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { showToast } from '../../components/toast.tsx'
import { CallDialog } from '../call-list/call-dialog.tsx'
import { memberQuery } from '../members/members.queries.ts'
import { followUpQuery } from './follow-up.queries.ts'
import { filterOf } from './follow-up.search.ts'
import { MemberVulnerabilities } from './member-vulnerabilities.tsx'

/** What has this member not acted on, and whom do I ring? */
export function FollowUpMember() {
  const { t } = useText()
  const { orgnr } = useParams({ from: '/shell/about-vulnerabilities/vulnerabilities/follow-up/$orgnr' })
  const search = useSearch({ from: '/shell/about-vulnerabilities/vulnerabilities/follow-up' })
  const member = useQuery(memberQuery(orgnr))
  const { data } = useQuery(followUpQuery(filterOf(search)))
  const row = data?.rows.find((one) => one.member === orgnr)
  if (member.isPending) return <SkeletonRows rows={8} />
  if (!member.data) return <ProblemNotice error={member.error} retry={() => void member.refetch()} />
  const { name, contacts } = member.data
  return (
    <article key={orgnr}>
      <ObjectHead
        kicker={t('follow_up.kicker')}
        title={
          <Link to="/members/$orgnr" params={{ orgnr }} className="ds-link">
            {name}
          </Link>
        }
        back={{ to: '/vulnerabilities/follow-up', search: (old) => old }}
      >
        <Chase warning={row?.warning?.id ?? null} member={name} />
      </ObjectHead>
      <MemberVulnerabilities orgnr={orgnr} />
      <Section title={t('member.contacts')}>
        <ContactList contacts={contacts} />
      </Section>
    </article>
  )
}

/** Of the advisory that has waited the longest: remind (R), or write down a call. C is the contacts' own. */
function Chase({ warning, member }: { warning: string | null; member: string }) {
  const { t } = useText()
  const client = useQueryClient()
  const may = useMay('warnings.chase')
  const [calling, setCalling] = useState(false)
  const remind = useMutation({
    mutationFn: (id: string) => unwrap(api.POST('/api/v1/warnings/{id}/remind', { params: { path: { id } } })),
    onSuccess: () => showToast(t('chase.reminded', { member })),
    onSettled: () => client.invalidateQueries({ queryKey: ['warnings'] }),
  })
  const can = may && warning !== null
  useKeys({ remind: () => warning !== null && remind.mutate(warning) }, can)
  if (!can) return may ? <p className="quiet">{t('follow_up.nothing_waits')}</p> : null
  return (
    <>
      <Button data-size="sm" loading={remind.isPending} onClick={() => remind.mutate(warning)}>
        <Icon name="send" size={18} />
        {t('chase.remind')} <kbd>R</kbd>
      </Button>
      <Button data-size="sm" variant="secondary" onClick={() => setCalling(true)}>
        <Icon name="phone" size={18} />
        {t('call.record')}
      </Button>
      <Link to="/warnings/$id" params={{ id: warning }} className="ds-link">
        {t('follow_up.to_warning')}
      </Link>
      {remind.error ? <ProblemNotice error={remind.error} /> : null}
      {calling ? <CallDialog warning={warning} member={member} who="" onClose={() => setCalling(false)} /> : null}
    </>
  )
}
