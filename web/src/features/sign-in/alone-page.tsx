import { Heading } from '@digdir/designsystemet-react'
import { type ReactNode, useEffect } from 'react'
import { LanguageSelect } from '../../app/top-bar.tsx'
import { LiveRegion } from '../../components/live-region.tsx'
import { Mark } from '../../components/mark.tsx'

/** The frame of the pages before the shell: the mark, one card, the language. */
export function AlonePage({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Varde`
  }, [title])
  return (
    <div className="alone">
      <header className="alone-head">
        <span className="alone-mark">
          <Mark size={36} />
          <span>Varde</span>
        </span>
        <LanguageSelect />
      </header>
      <main className="alone-card">
        <Heading level={1} data-size="sm">
          {title}
        </Heading>
        {children}
      </main>
      <LiveRegion />
    </div>
  )
}
