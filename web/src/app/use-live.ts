import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { connectLive, staleKeys } from './live.ts'

/** Events come in bursts; each query is fetched at most once in this time. */
const gatherMilliseconds = 1_000

export type LiveState = 'connecting' | 'up' | 'down'

/** Keeps the queries on the screen fresh and tells whether the stream is open. Mounted once, by the shell. */
export function useLive(): LiveState {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')

  useEffect(() => {
    const stale = new Set<string>()
    let timer: number | undefined
    const flush = () => {
      timer = undefined
      for (const key of stale) void client.invalidateQueries({ queryKey: [key] })
      stale.clear()
    }
    const mark = (keys: readonly string[]) => {
      for (const key of keys) stale.add(key)
      timer ??= window.setTimeout(flush, gatherMilliseconds)
    }
    const end = connectLive((news) => {
      if (news.kind === 'state') setState(news.up ? 'up' : 'down')
      else mark(news.kind === 'all' ? [...new Set(Object.values(staleKeys).flat())] : staleKeys[news.topic])
    })
    return () => {
      window.clearTimeout(timer)
      end()
    }
  }, [client])

  return state
}
