import { Button } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import type { CallEntry, CallList } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Copyable } from '../../components/copyable.tsx'
import { Empty } from '../../components/empty.tsx'
import { Icon } from '../../components/icon.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { CallDialog } from './call-dialog.tsx'

/** Whom must we phone, and what do we say? */
export function CallListPage() {
  const { t, language } = useText()
  const list = useQuery({
    queryKey: ['warnings', 'call-list'],
    queryFn: () => unwrap<CallList>(api.GET('/api/v1/call-list')),
  })
  return (
    <div className="page">
      <PageHead title={t('page.call-list')} question={t('call_list.question')}>
        <Link to="/call-list/rules" className="ds-link">
          {t('chase_rules.open')}
        </Link>
        <a className="ds-link" href={`/api/v1/call-list/page?lang=${language}`} download>
          {t('call_list.download')}
        </a>
        <Button data-size="sm" variant="secondary" onClick={() => window.print()}>
          {t('call_list.print')}
        </Button>
      </PageHead>
      {list.isPending ? <SkeletonRows rows={6} height={120} /> : null}
      {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
      {list.data?.items.length === 0 ? (
        <Empty title={t('call_list.empty')}>
          <p>{t('call_list.empty.text')}</p>
        </Empty>
      ) : null}
      {list.data && list.data.items.length > 0 ? (
        <>
          <p className="as-of">
            {t('as_of')} <Time at={list.data.as_of} />
          </p>
          <ul className="responses">
            {list.data.items.map((entry) => (
              <Entry key={entry.warning} entry={entry} />
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}

function Entry({ entry }: { entry: CallEntry }) {
  const { t } = useText()
  const [recording, setRecording] = useState(false)
  return (
    <li>
      <div className="delivery-line">
        <SeverityMark severity={entry.severity} />
        <Link to="/warnings/$id" params={{ id: entry.warning }} className="ds-link">
          <strong>{entry.member_name}</strong>
        </Link>
        <span className="quiet">{t(`call_list.reason.${entry.reason}`)}</span>
        <Time at={entry.since} />
      </div>
      <p>{entry.title}</p>
      {entry.contacts.length === 0 ? <p className="note">{t('call_list.no_contacts')}</p> : null}
      <ul className="contacts">
        {entry.contacts.map((contact) => (
          <li key={contact.id}>
            <div className="contact-name">
              <strong>{contact.name}</strong>
              {contact.role ? <span className="quiet">{contact.role}</span> : null}
            </div>
            {contact.phone ? (
              <span className="contact-phone">
                <Icon name="phone" size={16} />
                <Copyable value={contact.phone} href={`tel:${contact.phone.replaceAll(/\s/g, '')}`} />
              </span>
            ) : (
              <span className="note">{t('call_list.no_phone')}</span>
            )}
          </li>
        ))}
      </ul>
      <p>
        <strong>{t('call_list.say')}:</strong> <q lang={entry.language}>{entry.script}</q>
      </p>
      {entry.calls.map((call) => (
        <p key={call.at} className="quiet">
          <Time at={call.at} /> {call.author}: {t(call.reached ? 'call.reached' : 'call.in_vain')} {call.contact_name}.{' '}
          {call.comment}
        </p>
      ))}
      <Button data-size="sm" variant="secondary" onClick={() => setRecording(true)}>
        <Icon name="phone" size={18} />
        {t('call.record')}
        <span className="ds-sr-only"> {entry.member_name}</span>
      </Button>
      {recording ? (
        <CallDialog
          warning={entry.warning}
          member={entry.member_name}
          who={entry.contacts[0]?.name ?? ''}
          onClose={() => setRecording(false)}
        />
      ) : null}
    </li>
  )
}
