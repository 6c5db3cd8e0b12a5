import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api, unwrap } from '../api/client.ts'
import type { Language, Me } from '../api/types.ts'
import { meQuery } from './session.ts'

/** Keeps the chosen language with the account. */
export function useKeepLanguage(): (language: Language) => void {
  const client = useQueryClient()
  return useCallback(
    (language) => {
      client.setQueryData<Me>(meQuery.queryKey, (old) => (old ? { ...old, language } : old))
      // The choice already holds in this browser; the account follows when it can.
      unwrap(api.PUT('/api/v1/me/language', { body: { language } })).catch(() => undefined)
    },
    [client],
  )
}
