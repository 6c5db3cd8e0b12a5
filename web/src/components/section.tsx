import { Heading } from '@digdir/designsystemet-react'
import { type ReactNode, useId } from 'react'

/** A part of an object with its own heading, found by screen readers as a region. */
export function Section({
  title,
  level = 3,
  children,
  aside,
}: {
  title: string
  level?: 2 | 3
  children: ReactNode
  aside?: ReactNode
}) {
  const id = useId()
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <Heading level={level} data-size="2xs" id={id}>
          {title}
        </Heading>
        {aside}
      </div>
      {children}
    </section>
  )
}
