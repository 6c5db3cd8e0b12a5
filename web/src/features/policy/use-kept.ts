import { useMutation, useQueryClient } from '@tanstack/react-query'
import { problemOf } from '../../api/problem.ts'
import { useText } from '../../app/i18n.tsx'
import { showToast } from '../../components/toast.tsx'

type Kept<Content> = {
  write: (content: Content, change: { version: number; note: string }) => Promise<unknown>
  /** The number of the version in force, asked anew. */
  newest: () => Promise<number>
  said: string
  onSaved: () => void
}

/** Writes a version of what the team keeps in versions; undone from the toast by writing what stood as a further one. */
export function useKept<Content>({ write, newest, said, onSaved }: Kept<Content>) {
  const { t } = useText()
  const client = useQueryClient()
  const fresh = () => client.invalidateQueries({ queryKey: ['policy'] })
  const failed = async (fault: unknown) => {
    const isChanged = problemOf(0, fault).code === 'vulnerability_policy_changed'
    showToast(t(isChanged ? 'kept.changed_meanwhile' : 'policy.failed'), { tone: 'bad' })
    await fresh()
  }
  const putBack = async (before: Content) => {
    await newest()
      .then((version) => write(before, { version, note: t('texts.undone') }))
      .then(onSaved)
      .then(fresh, failed)
  }
  return useMutation({
    mutationFn: ({ content, version, note }: { content: Content; version: number; note: string; before: Content }) =>
      write(content, { version, note }),
    onSuccess: async (_, { before }) => {
      await fresh()
      onSaved()
      showToast(said, { undo: () => void putBack(before) })
    },
    onError: failed,
  })
}
