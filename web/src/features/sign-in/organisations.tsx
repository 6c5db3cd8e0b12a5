import { Button } from '@digdir/designsystemet-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import type { SignInProviders } from '../../api/types.ts'
import { auth } from '../../app/auth.ts'
import { useText } from '../../app/i18n.tsx'
import { useFault } from './fault.tsx'

export const providersQuery = queryOptions({
  queryKey: ['sign-in', 'providers'],
  queryFn: () => unwrap<SignInProviders>(api.GET('/api/v1/sign-in/providers')),
  staleTime: 5 * 60_000,
})

/** Signs in, or links the account there to the person who is signed in here. */
type Errand = '/sign-in/oidc' | '/oidc/link'

/** Sends the browser to an organisation's own sign-in, from which it comes back to `page`. */
export function useOrganisation(errand: Errand, page: string | undefined) {
  const { fault, attempt } = useFault()
  const [waiting, setWaiting] = useState<string | null>(null)
  const go = async (provider: string) => {
    setWaiting(provider)
    const went = await attempt(async () => {
      const reply = await auth.$fetch<{ url: string }>(errand, {
        method: 'POST',
        body: { provider, ...(page === undefined ? {} : { callbackURL: page }) },
      })
      if (reply.data) window.location.assign(reply.data.url)
      return reply
    })
    // On its way the button waits until the browser has left.
    if (!went) setWaiting(null)
  }
  return { fault, waiting, go }
}

type OrganisationButtonsProps = {
  waiting: string | null
  label: 'sign.with' | 'link.with'
  /** Those that are left out, since they are linked already. */
  without?: readonly string[]
  small?: boolean
  onChoose: (provider: string) => void
}

/** A button for each organisation that the operator has set up; nothing where there is none. */
export function OrganisationButtons({
  waiting,
  label,
  without = [],
  small = false,
  onChoose,
}: OrganisationButtonsProps) {
  const { t } = useText()
  const providers = useQuery(providersQuery)
  return providers.data?.items
    .filter(({ id }) => !without.includes(id))
    .map(({ id, name }) => (
      <Button
        key={id}
        variant="secondary"
        {...(small ? { 'data-size': 'sm' as const } : {})}
        loading={waiting === id}
        onClick={() => onChoose(id)}
      >
        {t(label, { name })}
      </Button>
    ))
}
