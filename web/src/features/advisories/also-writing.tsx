import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useText } from '../../app/i18n.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { writeAway, writingQuery } from './advisories.queries.ts'

/** Who else writes on it now: two should not write the same. Said aloud as they come. */
export function AlsoWriting({ id }: { id: string }) {
  const { t } = useText()
  useEffect(() => {
    const leave = () => writeAway(id)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [id])
  const others = useQuery(writingQuery(id)).data?.others ?? []
  return (
    <div role="status">
      {others.length > 0 ? (
        <p className="also-looking">
          <StateMark fill="half">{t('advisories.also_writing', { names: others.join(', ') })}</StateMark>
        </p>
      ) : null}
    </div>
  )
}
