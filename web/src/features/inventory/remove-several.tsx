import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { removeItems, restoreItems } from './inventory.queries.ts'

/** As the server takes in one act. */
export const mostAtOnce = 1000

type RemoveSeveralProps = { member: string; ids: string[]; onClear: () => void }

/** What can be done with the chosen products; visible as soon as one is chosen. */
export function RemoveSeveral({ member, ids, onClear }: RemoveSeveralProps) {
  const { t } = useText()
  const client = useQueryClient()
  const onSettled = () => client.invalidateQueries({ queryKey: ['inventory'] })
  const restore = useMutation({
    mutationFn: (removed: string[]) => restoreItems(member, removed),
    onSuccess: (_, { length }) => showToast(t('inventory.restored.several', { count: length })),
    onSettled,
  })
  const remove = useMutation({
    mutationFn: (removed: string[]) => removeItems(member, removed),
    onSuccess: (_, removed) => {
      showToast(t('inventory.removed.several', { count: removed.length }), { undo: () => restore.mutate(removed) })
      onClear()
    },
    onSettled,
  })
  const error = remove.error ?? restore.error
  return (
    <>
      {ids.length === 0 ? null : (
        <section className="bulk" aria-label={t('inventory.chosen')}>
          <strong>{t('inventory.chosen.count', { count: ids.length })}</strong>
          <Button data-size="sm" variant="secondary" loading={remove.isPending} onClick={() => remove.mutate(ids)}>
            {t('inventory.remove')}
          </Button>
          <Button data-size="sm" variant="tertiary" onClick={onClear}>
            {t('inventory.chosen.clear')}
          </Button>
        </section>
      )}
      {error ? <ProblemNotice error={error} /> : null}
    </>
  )
}
