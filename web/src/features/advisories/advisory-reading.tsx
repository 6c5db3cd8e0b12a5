import { rangeWords } from '@varde/contract/range-words'
import type { AdvisoryContent, AdvisoryNews, Language } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Facts } from '../../components/facts.tsx'
import { Section } from '../../components/section.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { Time } from '../../components/time.tsx'
import { readIn } from './languages.ts'

type ReadingProps = { content: AdvisoryContent; language: Language; heading: string; news: AdvisoryNews | null }

/** An advisory as its reader sees it. */
export function AdvisoryReading({ content, language: asked, heading, news }: ReadingProps) {
  const { t } = useText()
  const language = readIn(content, asked)
  const text = content.texts[language]
  const fresh = news === null ? '' : news[language] || news.nb
  return (
    <div className="advisory-reading">
      <p className="kicker">{heading}</p>
      {language === asked ? null : <p className="note">{t('advisory.only_nb')}</p>}
      <Facts
        facts={[
          { name: t('advisory.severity'), value: <SeverityMark severity={content.severity} /> },
          { name: t('advisory.likelihood'), value: t(`advisory.likelihood.${content.likelihood}`) },
          ...(content.due_at === null ? [] : [{ name: t('advisory.due'), value: <Time at={content.due_at} both /> }]),
          ...(content.expires_at === null
            ? []
            : [{ name: t('advisory.expires'), value: <Time at={content.expires_at} both /> }]),
          ...(content.cves.length === 0 ? [] : [{ name: t('advisory.cves'), value: content.cves.join(', ') }]),
        ]}
      />
      {fresh === '' ? null : (
        <Section title={t('advisory.news')}>
          <p className="advisory-said" lang={language}>
            {fresh}
          </p>
        </Section>
      )}
      <p className="advisory-said" lang={language}>
        {text.summary}
      </p>
      {text.damage.trim() === '' ? null : (
        <Section title={t('advisory.damage')}>
          <p className="advisory-said" lang={language}>
            {text.damage}
          </p>
        </Section>
      )}
      <Section title={t('advisory.actions')}>
        <p className="advisory-said" lang={language}>
          {text.actions}
        </p>
        {content.measures.length === 0 ? null : (
          <ol>
            {content.measures.map((measure) => (
              <li key={measure.key} lang={language}>
                {measure[language] || measure.nb}
                {measure.due_at === null ? null : (
                  <>
                    {' '}
                    ({t('advisory.due')}: <Time at={measure.due_at} both />)
                  </>
                )}
                {measure.nsm?.length ? <span className="quiet"> NSM {measure.nsm.join(', ')}</span> : null}
              </li>
            ))}
          </ol>
        )}
      </Section>
      {content.products.length === 0 ? null : (
        <Section title={t('advisory.products')}>
          <ul>
            {content.products.map((one) => (
              <li key={JSON.stringify(one)}>
                <strong>
                  {one.vendor} {one.product}
                </strong>{' '}
                {rangeWords(one.affected, language)}
                {one.fixed === '' ? null : ` · ${t('advisory.fixed_in', { version: one.fixed })}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {content.references.length === 0 ? null : (
        <Section title={t('advisory.references')}>
          <ul>
            {content.references.map(({ url, title }) => (
              <li key={url}>
                <a href={url} className={title ? 'ds-link named' : 'ds-link'} rel="noreferrer" target="_blank">
                  {title || url}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}
