import { useMutation, useQueryClient } from '@tanstack/react-query'
import { problemOf } from '../../api/problem.ts'
import type { SavedView, ViewPage } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { showToast } from '../../components/toast.tsx'
import {
  changeView,
  removeView,
  restoreView,
  saveView,
  startWith,
  type ViewContent,
  viewsQuery,
} from './views.queries.ts'

export type ViewOrder = ViewContent & { start: boolean }

/** Saving, changing and removing views; removing can be undone, from the toast or with Z. */
export function useViewActs(page: ViewPage) {
  const { t } = useText()
  const client = useQueryClient()
  const settled = () => client.invalidateQueries({ queryKey: viewsQuery.queryKey })
  const save = useMutation({
    mutationFn: async ({ view, start, ...content }: ViewOrder & { view: SavedView | undefined }) => {
      const id = view?.id ?? (await saveView(page, content)).id
      // What others have shared is only theirs to change.
      if (view?.mine) await changeView(view.id, content)
      if (start !== (view?.start ?? false)) await startWith(page, start ? id : null)
    },
    onSuccess: (_done, { name }) => showToast(t('views.saved', { name })),
    onSettled: settled,
  })
  const restore = useMutation({
    mutationFn: ({ id }: SavedView) => restoreView(id),
    onSuccess: (_done, { name }) => showToast(t('views.restored', { name })),
    onError: (fault) => {
      const taken = problemOf(0, fault).code === 'view_name_taken'
      showToast(t(taken ? 'problem.code.view_name_taken' : 'problem.refused.title'), { tone: 'bad' })
    },
    onSettled: settled,
  })
  const remove = useMutation({
    mutationFn: ({ id }: SavedView) => removeView(id),
    onSuccess: (_done, view) =>
      showToast(t('views.removed', { name: view.name }), { undo: () => restore.mutate(view) }),
    onSettled: settled,
  })
  return { save, remove }
}
