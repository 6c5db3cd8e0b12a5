import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, unwrap } from '../api/client.ts'
import { StateMark } from './state-mark.tsx'

/** What is done with an object that two people should not do at once. */
type Doing = '/api/v1/detections/{id}/looking' | '/api/v1/advisories/{id}/writing'

const of = (id: string) => ({ params: { path: { id } } })

/** Says that this reader has it open, again and again, and hears who else has; who comes and goes is heard of at once. */
const othersQuery = (doing: Doing, id: string) =>
  queryOptions({
    queryKey: ['looking', doing, id],
    queryFn: () => unwrap<{ others: string[] }>(api.POST(doing, of(id))),
    refetchInterval: 10_000,
    retry: false,
  })

/** Says that this reader has left it, also while the page itself is being left. */
function sayGone(doing: Doing, id: string): void {
  api
    .DELETE(doing, { ...of(id), keepalive: true })
    // Half a minute later they are gone all the same.
    .catch(() => undefined)
}

/**
 * Who else has it open. Said aloud as they come.
 * @param say with their names
 */
export function AlsoHere({ doing, id, say }: { doing: Doing; id: string; say: (names: string) => string }) {
  useEffect(() => {
    const leave = () => sayGone(doing, id)
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [doing, id])
  const others = useQuery(othersQuery(doing, id)).data?.others ?? []
  return (
    <div role="status">
      {others.length > 0 ? (
        <p className="also-here">
          <StateMark fill="half">{say(others.join(', '))}</StateMark>
        </p>
      ) : null}
    </div>
  )
}
