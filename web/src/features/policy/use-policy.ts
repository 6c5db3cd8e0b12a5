import { useMutation, useQueryClient } from '@tanstack/react-query'
import { problemOf } from '../../api/problem.ts'
import type { PolicyRule } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { showToast } from '../../components/toast.tsx'
import { discardDraft, policyQuery, switchBack, switchOn, tryDraft, writeDraft } from './policy.queries.ts'

/** What is done with the rules; all but switching on can be taken back from the toast, and that from the history. */
export function usePolicy(done: () => void) {
  const { t } = useText()
  const client = useQueryClient()
  const revision = () => client.getQueryData(policyQuery.queryKey)?.draft?.revision ?? 0
  const fresh = () => client.invalidateQueries({ queryKey: ['policy'] })
  const failed = async (fault: unknown) => {
    const changed = problemOf(0, fault).code === 'policy_draft_changed'
    showToast(t(changed ? 'policy.changed_meanwhile' : 'policy.failed'), { tone: 'bad' })
    await fresh()
  }
  const putBack = (rules: PolicyRule[]) => () => void writeDraft(rules, revision()).then(fresh, failed)
  return {
    write: useMutation({
      mutationFn: ({ rules }: { rules: PolicyRule[]; said: string; before: PolicyRule[] | null }) =>
        writeDraft(rules, revision()),
      onSuccess: async (_, { said, before }) => {
        done()
        showToast(said, before === null ? {} : { undo: putBack(before) })
        await fresh()
      },
      onError: failed,
    }),
    discard: useMutation({
      mutationFn: (_: PolicyRule[]) => discardDraft(revision()),
      onSuccess: async (_, rules) => {
        done()
        showToast(t('policy.discarded'), { undo: putBack(rules) })
        await fresh()
      },
      onError: failed,
    }),
    trial: useMutation({ mutationFn: () => tryDraft(revision()), onSuccess: fresh, onError: failed }),
    on: useMutation({
      mutationFn: ({ note }: { number: number; note: string }) => switchOn(revision(), note),
      onSuccess: async (_, { number }) => {
        done()
        showToast(t('policy.is_on', { number }))
        await fresh()
      },
      onError: failed,
    }),
    back: useMutation({
      mutationFn: ({ number, note }: { number: number; note: string }) => switchBack(number, note),
      onSuccess: async (_, { number }) => {
        done()
        showToast(t('policy.is_on', { number }))
        await fresh()
      },
      onError: failed,
    }),
  }
}
export type PolicyActs = ReturnType<typeof usePolicy>
