import { Button, Dropdown } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { SavedView, ViewPage } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { useKeys } from '../../app/use-keys.ts'
import { Icon } from '../../components/icon.tsx'
import { useViewActs } from './use-view-acts.ts'
import { placeOf, shownView, viewSearch } from './view-address.ts'
import { ViewDialog } from './view-dialog.tsx'
import { viewsQuery } from './views.queries.ts'

/** The saved views of a page, one's own and the team's; the name of the one that is shown. */
export function SavedViews({ page }: { page: ViewPage }) {
  // A member's people have lists too, but no team to share them with.
  return useMay('views.use') ? <ViewMenu page={page} /> : null
}

function ViewMenu({ page }: { page: ViewPage }) {
  const { t } = useText()
  const search = viewSearch(useLocation({ select: ({ searchStr }) => searchStr }))
  const views = (useQuery(viewsQuery).data?.items ?? []).filter((one) => one.page === page)
  const shown = shownView(views, search)
  const acts = useViewActs(page)
  const [asking, setAsking] = useState<SavedView | 'new' | null>(null)
  const [open, setOpen] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const ask = (what: SavedView | 'new') => {
    setOpen(false)
    setAsking(what)
  }
  const close = () => {
    setAsking(null)
    acts.save.reset()
    trigger.current?.focus()
  }
  useKeys({ views: () => setOpen(true) })
  useEffect(() => {
    if (open) menu.current?.querySelector<HTMLElement>('a, button')?.focus()
  }, [open])
  const view = asking === 'new' || asking === null ? undefined : asking
  const group = (mine: boolean) => views.filter((one) => one.mine === mine)
  return (
    <>
      <Dropdown.TriggerContext>
        <Dropdown.Trigger
          ref={trigger}
          variant="secondary"
          data-size="sm"
          data-color="neutral"
          className="views-button"
        >
          <Icon name="views" size={18} />
          <span className="views-shown">{shown ? shown.name : t('views.title')}</span>
        </Dropdown.Trigger>
        <Dropdown
          ref={menu}
          placement="bottom-end"
          data-size="sm"
          className="views-menu"
          open={open}
          onOpen={() => setOpen(true)}
          onClose={() => setOpen(false)}
        >
          {views.length === 0 ? <p className="quiet">{t('views.none')}</p> : null}
          {[true, false].map((mine) =>
            group(mine).length > 0 ? (
              <ViewGroup
                key={String(mine)}
                title={t(mine ? 'views.mine' : 'views.shared')}
                views={group(mine)}
                shown={shown}
                onOpen={() => setOpen(false)}
                onChange={ask}
              />
            ) : null,
          )}
          <Button variant="tertiary" data-color="neutral" onClick={() => ask('new')}>
            <Icon name="plus" />
            {t('views.save')}
          </Button>
        </Dropdown>
      </Dropdown.TriggerContext>
      {asking ? (
        <ViewDialog
          view={view}
          search={search}
          busy={acts.save.isPending}
          error={acts.save.error}
          onSave={(order) => acts.save.mutate({ ...order, view }, { onSuccess: close })}
          onRemove={() => {
            if (view) acts.remove.mutate(view)
            close()
          }}
          onClose={close}
        />
      ) : null}
    </>
  )
}

type ViewGroupProps = {
  title: string
  views: SavedView[]
  shown: SavedView | undefined
  onOpen: () => void
  onChange: (view: SavedView) => void
}

function ViewGroup({ title, views, shown, onOpen, onChange }: ViewGroupProps) {
  const { t } = useText()
  return (
    <section aria-label={title}>
      <p className="views-group">{title}</p>
      <ul>
        {views.map((one) => (
          <li key={one.id}>
            <Link
              {...placeOf(one)}
              className="views-link ds-focus"
              aria-current={one.id === shown?.id ? 'true' : undefined}
              onClick={onOpen}
            >
              <span>{one.name}</span>
              {one.start ? <span className="badge">{t('views.start.short')}</span> : null}
              {one.mine && one.shared ? <span className="badge">{t('views.shared.short')}</span> : null}
              {one.mine ? null : <span className="quiet">{one.by}</span>}
            </Link>
            <button
              type="button"
              className="views-edit ds-focus"
              aria-label={t('views.options', { name: one.name })}
              title={t('views.options', { name: one.name })}
              onClick={() => onChange(one)}
            >
              <Icon name="edit" size={18} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
