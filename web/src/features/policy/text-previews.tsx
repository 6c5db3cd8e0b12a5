import { Link } from '@tanstack/react-router'
import type { TextPreview } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { LetterPreview } from '../../components/letter-preview.tsx'
import { Section } from '../../components/section.tsx'
import { warningNumber } from '../warnings/warning-number.ts'

/** The mails as they would go out, in every language. */
export function TextPreviews({ preview: { warning, mails } }: { preview: TextPreview }) {
  const { t } = useText()
  return (
    <Section level={3} title={t('texts.preview.title')}>
      <p className="quiet">
        {warning === null ? (
          t('texts.preview.sample')
        ) : (
          <>
            {t('texts.preview.with')}{' '}
            <Link to="/warnings/$id" params={{ id: warning.id }} className="ds-link">
              {warningNumber(warning.number)}
            </Link>
          </>
        )}
      </p>
      <div className="text-languages">
        {mails.map((mail) => (
          <LetterPreview key={mail.language} {...mail} />
        ))}
      </div>
    </Section>
  )
}
