import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'

/** Goes into the application as whoever is now signed in; what was cached before belonged to no one. */
export function useEnter(): (next?: string) => Promise<void> {
  const client = useQueryClient()
  const router = useRouter()
  return useCallback(
    async (next) => {
      client.clear()
      router.history.push(next ?? '/')
      await router.invalidate()
    },
    [client, router],
  )
}
