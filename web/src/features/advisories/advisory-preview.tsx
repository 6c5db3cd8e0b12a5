import { Alert, ToggleGroup } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Language, AdvisoryPreview as Preview } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { LetterPreview } from '../../components/letter-preview.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { previewQuery } from './advisories.queries.ts'
import { previewForms } from './advisories.search.ts'

type PreviewProps = {
  id: string
  /** The one that is shown; another is another frame. */
  revision: number
  language: Language
  /** Its page is for everyone. */
  open: boolean
}

/** The advisory as one member will get it, and as everyone can read it, before anybody does. */
export function AdvisoryPreview({ id, revision, language, open }: PreviewProps) {
  const { t } = useText()
  const { to, as = 'mail' } = useSearch({ from: '/shell/about-vulnerabilities/advisories' })
  const navigate = useNavigate({ from: '/advisories/$id' })
  const preview = useQuery(previewQuery(id, to))
  const forms = previewForms.filter((form) => form !== 'page' || open)
  const form = forms.find((one) => one === as) ?? 'mail'
  const change = (part: { to?: string; as?: typeof form }) =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: true, resetScroll: false })
  if (preview.isPending) return <SkeletonRows rows={8} />
  if (!preview.data) return <ProblemNotice error={preview.error} retry={() => void preview.refetch()} />
  const { members, member, letters } = preview.data
  const letter = letters.find((one) => one.language === language)
  const query = new URLSearchParams({ language, ...(member === null ? {} : { member }) })
  const root = `/api/v1/advisories/${encodeURIComponent(id)}/preview`
  const chosen = members.find((one) => one.member === member)
  return (
    <div className="stack advisory-preview">
      <p className="quiet">{t('preview.text')}</p>
      {member === null ? (
        <Alert data-color="info">{t('preview.nobody')}</Alert>
      ) : (
        <SelectField
          label={t('preview.to')}
          value={member}
          choices={members.map((one) => ({ value: one.member, label: nameOf(one, t) }))}
          onChange={(value) => change({ to: value })}
        />
      )}
      {chosen?.contacts === 0 ? <p className="note">{t('preview.no_contact')}</p> : null}
      <ToggleGroup
        data-size="sm"
        value={form}
        onChange={(value) => {
          const next = forms.find((one) => one === value)
          if (next) change({ as: next })
        }}
        aria-label={t('preview.form')}
      >
        {forms.map((one) => (
          <ToggleGroup.Item key={one} value={one}>
            {t(`preview.form.${one}`)}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup>
      {form === 'mail' && letter ? (
        <figure className="preview-phone" lang={language}>
          <figcaption>{letter.subject}</figcaption>
          <Frame key={revision} title={t('preview.frame.mail')} src={`${root}/mail?${query}`} />
        </figure>
      ) : null}
      {form === 'text' && letter ? <LetterPreview {...letter} /> : null}
      {form === 'sms' && letter ? (
        <>
          <p className="preview-sms" lang={language}>
            {letter.sms}
          </p>
          <p className="quiet">{t('preview.sms.text', { length: letter.sms.length })}</p>
        </>
      ) : null}
      {form === 'page' ? (
        <figure className="preview-phone">
          <Frame
            key={revision}
            title={t('preview.frame.page')}
            src={`${root}/page?${new URLSearchParams({ language })}`}
          />
        </figure>
      ) : null}
    </div>
  )
}

/** It runs nothing and is of no origin: what it shows was typed by people, and names of products come from anywhere. */
function Frame({ title, src }: { title: string; src: string }) {
  return <iframe title={title} src={src} sandbox="" loading="lazy" />
}

function nameOf({ member_name, grade }: Preview['members'][number], t: ReturnType<typeof useText>['t']): string {
  return grade === null ? member_name : `${member_name} (${t(`grade_short.${grade}`)})`
}
