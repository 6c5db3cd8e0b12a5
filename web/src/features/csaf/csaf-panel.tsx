import { Alert } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { CsafDocument } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Facts } from '../../components/facts.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { csafDocumentQuery } from './csaf.queries.ts'
import { CsafStateMark } from './csaf-columns.tsx'

/** What does it say, of what, and do we use it? */
export function CsafPanel() {
  const { id } = useParams({ from: '/shell/about-vulnerabilities/csaf/$id' })
  const document = useQuery(csafDocumentQuery(id))
  if (document.isPending) return <SkeletonRows rows={8} />
  if (document.error) return <ProblemNotice error={document.error} retry={() => void document.refetch()} />
  return <CsafArticle key={id} of={document.data} />
}

function CsafArticle({ of: one }: { of: CsafDocument }) {
  const { t } = useText()
  const search = useSearch({ from: '/shell/about-vulnerabilities/csaf' })
  return (
    <article>
      <ObjectHead kicker={`${one.tracking_id} · ${one.version}`} title={one.title} back={{ to: '/csaf', search }}>
        {one.page ? (
          <a
            className="ds-button"
            data-variant="secondary"
            data-size="sm"
            href={one.page}
            rel="noreferrer"
            target="_blank"
          >
            {t('csaf.open')}
          </a>
        ) : null}
        <a className="ds-button" data-variant="tertiary" data-size="sm" href={`/api/v1/csaf/documents/${one.id}/file`}>
          {t('csaf.file')}
        </a>
      </ObjectHead>
      {one.state !== 'used' && one.reason !== '' ? (
        <Alert data-color="warning" data-size="sm">
          {t(one.state === 'withdrawn' ? 'csaf.withdrawn.why' : 'csaf.refused.why')} {one.reason}
        </Alert>
      ) : null}
      {one.marked.length > 0 ? (
        <Alert data-color="info" data-size="sm">
          {t('csaf.marked', { count: one.marked.length })} {one.marked.map(({ test }) => test).join(', ')}
        </Alert>
      ) : null}
      <Facts
        facts={[
          { name: t('column.state'), value: <CsafStateMark state={one.state} /> },
          { name: t('csaf.publisher'), value: one.publisher },
          { name: t('csaf.released'), value: <Time at={one.released_at ?? one.seen_at} /> },
          { name: t('csaf.read'), value: <Time at={one.seen_at} /> },
          { name: 'TLP', value: one.tlp ?? t('csaf.tlp.none') },
          { name: t('csaf.from'), value: one.provider ?? t('csaf.from.file') },
          { name: t('csaf.signature'), value: t(one.signed ? 'csaf.signed' : 'csaf.unsigned') },
        ]}
      />
      {one.notes.map(({ title, text }) => (
        <p key={text} className="prose csaf-note">
          {title ? <strong>{title}: </strong> : null}
          {text}
        </p>
      ))}
      {one.vulnerabilities.length > 0 ? (
        <Section title={t('csaf.vulnerabilities', { count: one.vulnerabilities.length })}>
          <ul className="plain-list stack">
            {one.vulnerabilities.map((of) => (
              <Vulnerability key={`${of.cve} ${of.title}`} of={of} />
            ))}
          </ul>
        </Section>
      ) : null}
      {one.product_names.length > 0 ? (
        <Section title={t('csaf.products', { count: one.products })}>
          <ul className="plain-list">
            {one.product_names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </Section>
      ) : null}
      {one.versions.length > 1 ? (
        <Section title={t('csaf.versions')}>
          <ul className="plain-list">
            {one.versions.map(({ id, version, state, seen_at }) => (
              <li key={id}>
                {id === one.id ? (
                  <strong>{version}</strong>
                ) : (
                  <Link to="/csaf/$id" params={{ id }} search={search} className="ds-link">
                    {version}
                  </Link>
                )}{' '}
                <CsafStateMark state={state} /> <Time at={seen_at} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {one.revisions.length > 0 ? (
        <Section title={t('csaf.revisions')}>
          <ul className="plain-list">
            {one.revisions.map(({ number, at, summary }) => (
              <li key={number}>
                <strong>{number}</strong> <Time at={at} /> {summary}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </article>
  )
}

function Vulnerability({ of }: { of: CsafDocument['vulnerabilities'][number] }) {
  const { t } = useText()
  const { affected, not_affected, under_investigation, remediations } = of
  return (
    <li>
      <p>
        <strong className="mono">{of.cve ?? t('csaf.no_cve')}</strong> {of.title}
      </p>
      <p className="quiet">{t('csaf.status', { affected, not_affected, under_investigation })}</p>
      <ul className="csaf-remedies">
        {remediations.map(({ category, details, url, products }) => (
          <li key={`${category} ${details} ${url}`}>
            {details} <span className="quiet">{t('csaf.for_products', { count: products })}</span>
            {url ? (
              <>
                {' '}
                <a className="ds-link" href={url} rel="noreferrer" target="_blank">
                  {url}
                </a>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </li>
  )
}
