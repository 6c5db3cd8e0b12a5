import { Heading } from '@digdir/designsystemet-react'
import { type ReactNode, useEffect } from 'react'

type PageHeadProps = { title: string; question: string; children?: ReactNode }

/** The page's name, the question it answers, and its actions. Sets the document's title. */
export function PageHead({ title, question, children }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · Varde`
  }, [title])
  return (
    <header className="page-head">
      <div>
        <Heading level={1} data-size="sm">
          {title}
        </Heading>
        <p className="page-question">{question}</p>
      </div>
      {children ? <div className="page-actions">{children}</div> : null}
    </header>
  )
}
