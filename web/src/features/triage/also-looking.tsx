import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useText } from '../../app/i18n.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { lookAway, lookingQuery } from './triage.queries.ts'

/** Who else has it open: two should not warn about the same. Said aloud as they come. */
export function AlsoLooking({ id }: { id: string }) {
  const { t } = useText()
  useEffect(() => {
    const leave = () => lookAway(id)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [id])
  const others = useQuery(lookingQuery(id)).data?.others ?? []
  return (
    <div role="status">
      {others.length > 0 ? (
        <p className="also-looking">
          <StateMark fill="half">{t('triage.also_looking', { names: others.join(', ') })}</StateMark>
        </p>
      ) : null}
    </div>
  )
}
