import { Button, Textfield } from '@digdir/designsystemet-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ProductAlias } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { useCardKeys } from '../../app/use-card-keys.ts'
import { useKeys } from '../../app/use-keys.ts'
import { Empty } from '../../components/empty.tsx'
import { MorePages } from '../../components/more-pages.tsx'
import { useRows } from '../../components/paged-list.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { AliasHistoryOf } from './alias-history.tsx'
import { AliasPreviewOf } from './alias-preview.tsx'
import { keyWords } from './key-words.ts'
import { aliasesQuery, decideAlias, undoAlias } from './products.queries.ts'

type State = ProductAlias['state']

/** In the middle, so that nothing that stands fast at the edges hides it. */
function focus(field: HTMLElement | null) {
  field?.focus()
  field?.scrollIntoView({ block: 'center' })
}

/** Names to say yes or no to, by key as in triage; or those that were decided, to decide again. */
export function AliasList({ states }: { states: readonly State[] }) {
  return (
    <>
      {states.map((state) => (
        <AliasesIn key={state} state={state} />
      ))}
    </>
  )
}

function AliasesIn({ state }: { state: State }) {
  const { t } = useText()
  const place = useRef<HTMLUListElement>(null)
  const may = useMay('vulnerabilities.write')
  const client = useQueryClient()
  const list = useInfiniteQuery(aliasesQuery(state))
  const rows = useRows(list)
  const onSettled = () => client.invalidateQueries({ queryKey: ['inventory'] })
  const undo = useMutation({ mutationFn: (id: string) => undoAlias(id), onSettled })
  /** By alias: what is written of those that somebody opened the field of. */
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const write = (id: string, reason: string) => setReasons((old) => ({ ...old, [id]: reason }))
  const decide = useMutation({
    mutationFn: ({ alias, to }: { alias: ProductAlias; to: 'confirmed' | 'refused' }) =>
      decideAlias(alias.id, to, reasons[alias.id]?.trim() ?? ''),
    onSuccess: (_, { alias, to }) =>
      showToast(t(`alias.done.${to}`, { one: alias.one }), { undo: () => undo.mutate(alias.id) }),
    onSettled,
  })
  const at = () => [...(place.current?.children ?? [])].findIndex((card) => card.contains(document.activeElement))
  const open = state === 'proposed'
  useCardKeys(place)
  useKeys(
    {
      tile: (key) => {
        const alias = rows[at()]
        if (alias && (key === '1' || key === '2')) decide.mutate({ alias, to: key === '1' ? 'confirmed' : 'refused' })
        if (alias && key === '3') write(alias.id, reasons[alias.id] ?? '')
      },
    },
    open && may,
  )
  if (list.isPending) return <SkeletonRows rows={4} height={72} />
  if (list.error) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />
  if (rows.length === 0) {
    // Of the decided ones, both kinds are shown: that one is empty says nothing.
    return state === 'refused' ? null : (
      <Empty title={t(open ? 'alias.none' : 'alias.none.decided')}>{open ? <p>{t('alias.none.text')}</p> : null}</Empty>
    )
  }
  return (
    <>
      {open && may ? <p className="quiet">{t('alias.keys')}</p> : null}
      {decide.error ? <ProblemNotice error={decide.error} /> : null}
      <ul className="claims" ref={place}>
        {rows.map((alias) => (
          <li key={alias.id}>
            <Names alias={alias} />
            {may ? <More alias={alias} /> : null}
            {may && open && reasons[alias.id] !== undefined ? (
              <Textfield
                className="claim-why"
                ref={focus}
                data-size="sm"
                label={t('alias.reason.optional')}
                description={t('alias.reason.hint')}
                maxLength={1000}
                value={reasons[alias.id] ?? ''}
                onChange={(event) => write(alias.id, event.target.value)}
              />
            ) : null}
            {may ? (
              <div className="claim-acts">
                {open ? (
                  <>
                    <Button
                      data-size="sm"
                      data-row-link
                      aria-label={t('alias.yes.of', { one: alias.one, other: alias.other })}
                      onClick={() => decide.mutate({ alias, to: 'confirmed' })}
                    >
                      {t('alias.yes')}
                    </Button>
                    <Button
                      data-size="sm"
                      variant="secondary"
                      aria-label={t('alias.no.of', { one: alias.one, other: alias.other })}
                      onClick={() => decide.mutate({ alias, to: 'refused' })}
                    >
                      {t('alias.no')}
                    </Button>
                    {reasons[alias.id] === undefined ? (
                      <Button
                        data-size="sm"
                        variant="tertiary"
                        aria-label={t('alias.why.of', { one: alias.one, other: alias.other })}
                        onClick={() => write(alias.id, '')}
                      >
                        {t('alias.why')}
                      </Button>
                    ) : null}
                  </>
                ) : (
                  <Button
                    data-size="sm"
                    variant="tertiary"
                    aria-label={t(alias.origin === 'analyst' ? 'alias.withdraw.of' : 'alias.undo.of', {
                      one: alias.one,
                      other: alias.other,
                    })}
                    onClick={() => undo.mutate(alias.id)}
                  >
                    {t(alias.origin === 'analyst' ? 'alias.withdraw' : 'alias.undo')}
                  </Button>
                )}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      <MorePages
        shown={rows.length}
        more={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  )
}

const origins = ['learned', 'built-in', 'analyst'] as const

function Names({ alias }: { alias: ProductAlias }) {
  const { t } = useText()
  const origin = origins.find((one) => one === alias.origin) ?? 'analyst'
  return (
    <>
      {alias.state === 'proposed' ? (
        <p>{t('alias.question')}</p>
      ) : (
        <p>
          <StateMark fill={alias.state === 'confirmed' ? 'full' : 'none'}>{t(`alias.${alias.state}`)}</StateMark>
        </p>
      )}
      <p className="breaks">
        <strong>{keyWords(alias.one)}</strong> <span className="quiet mono">{alias.one}</span>
        <br />
        <strong>{keyWords(alias.other)}</strong> <span className="quiet mono">{alias.other}</span>
      </p>
      <p className="quiet">
        {t(`alias.origin.${origin}`)}
        {alias.origin === 'learned' ? ` · ${t('alias.evidence', { count: alias.evidence })}` : null} ·{' '}
        {t('alias.members', { count: alias.members })}
        {alias.decided_by === null ? null : (
          <>
            {' '}
            · {alias.decided_by} <Time at={alias.decided_at} />
          </>
        )}
      </p>
      {alias.reason === '' ? null : <p>{alias.reason}</p>}
    </>
  )
}

/** What a yes would change, or what was said before: asked for only by whoever opens it. */
function More({ alias }: { alias: ProductAlias }) {
  const { t } = useText()
  const [opened, setOpened] = useState(false)
  const open = alias.state === 'proposed'
  return (
    <details onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary className="ds-focus">{t(open ? 'alias.preview' : 'alias.history')}</summary>
      {opened ? (
        open ? (
          <AliasPreviewOf one={alias.one} other={alias.other} listed />
        ) : (
          <AliasHistoryOf id={alias.id} />
        )
      ) : null}
    </details>
  )
}
