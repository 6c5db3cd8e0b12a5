import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { NewSuppression, Suppression } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { showToast } from '../../components/toast.tsx'
import { endSuppression, makeSuppression, prolongSuppression, resumeSuppression } from './suppressions.queries.ts'

/** Making, ending and prolonging what is held back; each can be undone, from the toast or with Z. */
export function useSuppression() {
  const { t } = useText()
  const client = useQueryClient()
  const onSettled = () =>
    Promise.all(['detections', 'triage-counts'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  const onError = () => showToast(t('suppressions.not_undone'), { tone: 'bad' })
  const resume = useMutation({
    mutationFn: resumeSuppression,
    onSuccess: ({ held }) => showToast(t('suppressions.resumed', { count: held })),
    onError,
    onSettled,
  })
  const shorten = useMutation({
    mutationFn: ({ id, until }: { id: string; until: string }) => prolongSuppression(id, new Date(until)),
    onSuccess: () => showToast(t('suppressions.as_before')),
    onError,
    onSettled,
  })
  const end = useMutation({
    mutationFn: ({ id }: Pick<Suppression, 'id'>) => endSuppression(id),
    onSuccess: ({ released }, { id }) =>
      showToast(t('suppressions.ended.done', { count: released }), { undo: () => resume.mutate(id) }),
    onSettled,
  })
  const prolong = useMutation({
    mutationFn: ({ id, to }: Pick<Suppression, 'id' | 'until'> & { to: Date }) => prolongSuppression(id, to),
    onSuccess: (_done, { id, until }) =>
      showToast(t('suppressions.prolonged'), { undo: () => shorten.mutate({ id, until }) }),
    onSettled,
  })
  const withdraw = useMutation({
    mutationFn: endSuppression,
    onSuccess: ({ released }) => showToast(t('suppressions.ended.done', { count: released })),
    onError,
    onSettled,
  })
  const make = useMutation({
    mutationFn: (what: NewSuppression) => makeSuppression(what),
    onSuccess: ({ id, result }) =>
      showToast(t('suppressions.made.done', { count: result.done.length }), { undo: () => withdraw.mutate(id) }),
    onSettled,
  })
  return { make, end, prolong }
}
