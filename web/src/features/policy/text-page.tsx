import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { PolicyCategory, WarningText } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { KeptVersions } from './kept-versions.tsx'
import { textVersionsQuery } from './text.queries.ts'
import { TextEditor } from './text-editor.tsx'

/** One text with its versions; an earlier one is taken into the form, looked at, and saved anew. */
export function TextPage({ category, mayWrite }: { category: PolicyCategory; mayWrite: boolean }) {
  const { t } = useText()
  const versions = useQuery(textVersionsQuery(category))
  const [taken, setTaken] = useState<{ version: number; text: WarningText } | null>(null)
  if (versions.isPending) return <SkeletonRows rows={8} />
  if (!versions.data) return <ProblemNotice error={versions.error} retry={() => void versions.refetch()} />
  const [newest] = versions.data.items
  if (!newest) return null
  return (
    <>
      <p>
        <Link to="/policy" search={{ view: 'texts' }} className="ds-link">
          {t('texts.all')}
        </Link>
      </p>
      <Section level={2} title={t('texts.title', { what: t(`category.${category}`) })}>
        <TextEditor
          // What somebody else saves meanwhile does not take away what is being written here.
          key={`${taken?.version ?? 'own'}`}
          category={category}
          start={taken?.text ?? newest.text}
          version={newest.version}
          before={newest.text}
          mayWrite={mayWrite}
          onSaved={() => setTaken(null)}
        />
      </Section>
      <KeptVersions
        versions={versions.data.items}
        mayWrite={mayWrite}
        onTake={({ version, text }) => setTaken({ version, text })}
      />
    </>
  )
}
