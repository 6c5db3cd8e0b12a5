import { Button } from '@digdir/designsystemet-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { Key } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { MorePages } from '../../components/more-pages.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { KeyActions } from '../keys/key-actions.tsx'
import { KeyState } from '../keys/key-state.tsx'
import { keyListQuery } from '../keys/keys.queries.ts'
import { LastFailure } from '../keys/last-failure.tsx'
import { ScopeName } from '../keys/scope-name.tsx'

/** Which machines come in on my word? */
export function OwnKeys({ onMake }: { onMake: () => void }) {
  const { t } = useText()
  const mayWrite = useMay('keys.write')
  const keys = useInfiniteQuery(keyListQuery({ mine: true }))
  const items = keys.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Section
      level={2}
      title={t('own_keys.title')}
      aside={
        mayWrite ? (
          <Button data-size="sm" variant="tertiary" onClick={onMake}>
            {t('key.make')}
          </Button>
        ) : null
      }
    >
      {keys.isPending ? <SkeletonRows rows={2} height={64} /> : null}
      {keys.error ? <ProblemNotice error={keys.error} retry={() => void keys.refetch()} /> : null}
      {keys.isSuccess && items.length === 0 ? <p className="quiet">{t('own_keys.none')}</p> : null}
      <ul className="own-things">
        {items.map((key) => (
          <OwnKey key={key.id} of={key} mayWrite={mayWrite} />
        ))}
      </ul>
      <MorePages
        shown={items.length}
        more={keys.hasNextPage}
        busy={keys.isFetchingNextPage}
        onMore={() => void keys.fetchNextPage()}
      />
    </Section>
  )
}

function OwnKey({ of: key, mayWrite }: { of: Key; mayWrite: boolean }) {
  const { t } = useText()
  return (
    <li>
      <div className="own-thing">
        <p className="own-name">
          <strong>{key.name}</strong>
          <KeyState of={key} />
        </p>
        <p>
          <ScopeName scope={key.scope} />
        </p>
        <p className="quiet">
          {t('key.last_used')} <Time at={key.last_used_at} />
          {key.last_used_from ? <span className="mono"> {key.last_used_from}</span> : null} · {t('key.ends')}{' '}
          <Time at={key.expires_at} />
        </p>
        {key.failures > 0 ? (
          <p>
            {t('key.failures')} <LastFailure of={key} />
          </p>
        ) : null}
      </div>
      {mayWrite ? (
        <span className="own-buttons">
          <KeyActions of={key} />
        </span>
      ) : null}
    </li>
  )
}
