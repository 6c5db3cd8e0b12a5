import { Button, ToggleGroup } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { AdvisoryDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { languageNames } from '../../app/top-bar.tsx'
import { useKeys } from '../../app/use-keys.ts'
import { AlsoHere } from '../../components/also-here.tsx'
import { History } from '../../components/history.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { advisoryQuery } from './advisories.queries.ts'
import { AdvisoryActs } from './advisory-acts.tsx'
import { AdvisoryEditor } from './advisory-editor.tsx'
import { AdvisoryGaps } from './advisory-gaps.tsx'
import { AdvisoryPreview } from './advisory-preview.tsx'
import { AdvisoryReading } from './advisory-reading.tsx'
import { AdvisorySending } from './advisory-sending.tsx'
import { languages } from './languages.ts'

/** One advisory: read, and by the team written, reviewed and published. */
export function AdvisoryPanel() {
  const { id } = useParams({ from: '/shell/about-vulnerabilities/advisories/$id' })
  const detail = useQuery(advisoryQuery(id))
  if (detail.isPending) return <SkeletonRows rows={8} />
  if (!detail.data) return <ProblemNotice error={detail.error} retry={() => void detail.refetch()} />
  return <AdvisoryArticle key={id} detail={detail.data} />
}

function AdvisoryArticle({ detail }: { detail: AdvisoryDetail }) {
  const { t, language: own } = useText()
  const { advisory, published, draft, versions } = detail
  const { view, lang = own } = useSearch({ from: '/shell/about-vulnerabilities/advisories' })
  const navigate = useNavigate({ from: '/advisories/$id' })
  const mayWrite = useMay('advisories.write')
  const maySend = useMay('advisories.publish') && advisory.version > 0
  const writes = mayWrite && draft !== null
  const editing = writes && draft.may.includes('save') && view === 'edit'
  const previewing = writes && !editing && view === 'preview' && advisory.state !== 'withdrawn'
  const show = (next: 'edit' | 'preview' | undefined) =>
    void navigate({ search: (old) => compact({ ...old, view: next }), replace: true, resetScroll: false })
  useKeys({
    ...(writes && draft.may.includes('save') ? { edit: () => show('edit') } : {}),
    ...(writes && advisory.state !== 'withdrawn' ? { preview: () => show(previewing ? undefined : 'preview') } : {}),
  })
  const content = draft?.content ?? published?.content
  const inWork = draft?.may.includes('save') ?? false
  const news = inWork ? null : (versions[0]?.news ?? null)
  return (
    <article data-tlp-printed={advisory.tlp}>
      <ObjectHead
        kicker={[
          advisory.number,
          t(`advisory.state.${advisory.state}`),
          advisory.version > 0 && !inWork ? t('advisory.version', { version: advisory.version }) : null,
          `TLP:${advisory.tlp}`,
        ]
          .filter(Boolean)
          .join(' · ')}
        title={advisory.subject[lang] || advisory.subject.nb || t('advisory.unnamed')}
        back={{ to: '/advisories', search: ({ view: _, lang: __, to: ___, as: ____, ...old }) => old }}
      >
        {writes && draft.may.includes('save') && !editing ? (
          <Button data-size="sm" onClick={() => show('edit')}>
            {t('advisory.edit')} <kbd>E</kbd>
          </Button>
        ) : null}
        {writes && advisory.state !== 'withdrawn' ? (
          <Button data-size="sm" variant="secondary" onClick={() => show(previewing ? undefined : 'preview')}>
            {t(previewing ? 'advisory.preview.end' : 'advisory.preview')} <kbd>P</kbd>
          </Button>
        ) : null}
        {writes && !editing ? <AdvisoryActs detail={detail} draft={draft} /> : null}
      </ObjectHead>
      {editing ? (
        <AlsoHere
          doing="/api/v1/advisories/{id}/writing"
          id={advisory.id}
          say={(names) => t('advisories.also_writing', { names })}
        />
      ) : null}
      {advisory.by_itself && advisory.version === 0 ? (
        <p className="note">{t('advisory.by_itself.text', { cves: advisory.cves.join(', ') })}</p>
      ) : null}
      {advisory.state === 'withdrawn' ? <p className="note">{t('advisory.withdrawn.text')}</p> : null}
      {advisory.state === 'expired' ? <p className="note">{t('advisory.expired.text')}</p> : null}
      {draft && draft.remark !== '' ? <p className="note">{t('advisory.remark', { remark: draft.remark })}</p> : null}
      {draft?.approved_by ? <p className="quiet">{t('advisory.approved_by', { name: draft.approved_by })}</p> : null}
      <ToggleGroup
        data-size="sm"
        value={lang}
        onChange={(value) =>
          void navigate({
            search: (old) => ({ ...old, lang: languages.find((one) => one === value) ?? own }),
            replace: true,
            resetScroll: false,
          })
        }
        aria-label={t('language')}
        className="advisory-languages"
      >
        {languages.map((one) => (
          <ToggleGroup.Item key={one} value={one}>
            {languageNames[one]}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup>
      {writes && !editing ? <AdvisoryGaps content={draft.content} statuses={advisory.languages} /> : null}
      {editing ? (
        <AdvisoryEditor
          id={advisory.id}
          draft={draft}
          statuses={advisory.languages}
          language={lang}
          onDone={() => show('preview')}
        />
      ) : previewing ? (
        <AdvisoryPreview
          id={advisory.id}
          revision={draft.revision}
          language={lang}
          open={draft.content.tlp === 'CLEAR'}
        />
      ) : content ? (
        <AdvisoryReading
          content={content}
          language={lang}
          heading={published && !inWork ? published.heading : t('advisory.not_out')}
          news={news}
        />
      ) : null}
      {editing || previewing ? null : (
        <>
          {maySend ? <AdvisorySending detail={detail} /> : null}
          {detail.page === null ? null : (
            <p>
              <a href={`${detail.page}?lang=${lang}`} className="ds-link named" target="_blank" rel="noreferrer">
                {t('advisory.page')}
              </a>
            </p>
          )}
          {versions.length > 0 ? (
            <Section title={t('advisory.versions')}>
              <ol className="plain-list advisory-versions" reversed>
                {versions.map((one) => (
                  <li key={one.version}>
                    <span>
                      <strong>{one.version}</strong> <Time at={one.published_at} both />{' '}
                      {one.withdrawn ? `${t('advisory.state.withdrawn')}: ` : ''}
                      {one.news[lang] || one.news.nb || (one.version === 1 ? t('advisory.first') : '')}
                    </span>
                  </li>
                ))}
              </ol>
            </Section>
          ) : null}
          {mayWrite ? <History kind="advisory" id={advisory.id} /> : null}
        </>
      )}
    </article>
  )
}
