import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import type { Detection, DismissReason, TriageResult } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { showToast } from '../../components/toast.tsx'
import type { Acted } from './queue.ts'

type Rows = readonly Pick<Detection, 'id' | 'state'>[]

/**
 * The three acts of triage. Rows leave at once; a row that the server refuses comes back with the reason, and dismissal
 * can be undone from the toast.
 */
export function useTriage() {
  const { t } = useText()
  const client = useQueryClient()
  const [acted, setActed] = useState<Acted>(new Map())

  const leave = (rows: Rows) => setActed((old) => new Map([...old, ...rows.map((row) => [row.id, row.state] as const)]))
  const comeBack = (ids: readonly string[]) => setActed((old) => new Map([...old].filter(([id]) => !ids.includes(id))))
  const settle = (rows: Rows, result: TriageResult) => {
    comeBack(result.refused.map((refusal) => refusal.id))
    const [first] = result.refused
    if (first) {
      showToast(t('triage.refused', { count: result.refused.length, reason: first.message, total: rows.length }), {
        tone: 'bad',
      })
    }
    return client.invalidateQueries({ queryKey: ['detections'] })
  }
  const failed = (rows: Rows) => {
    comeBack(rows.map((row) => row.id))
    showToast(t('triage.failed'), { tone: 'bad' })
  }

  const restore = useMutation({
    mutationFn: (rows: Rows) =>
      unwrap<TriageResult>(api.POST('/api/v1/detections/restore', { body: { detections: rows.map((row) => row.id) } })),
    onSuccess: async (result, rows) => {
      comeBack(result.done)
      showToast(t('triage.restored', { count: result.done.length }))
      await settle(rows, result)
      await client.invalidateQueries({ queryKey: ['triage-list'] })
    },
    onError: () => showToast(t('triage.failed'), { tone: 'bad' }),
  })

  const dismiss = useMutation({
    mutationFn: ({ rows, reason }: { rows: Rows; reason: DismissReason }) =>
      unwrap<TriageResult>(
        api.POST('/api/v1/detections/dismiss', { body: { detections: rows.map((row) => row.id), reason } }),
      ),
    onMutate: ({ rows }) => leave(rows),
    onSuccess: (result, { rows }) => {
      const undo = rows.filter((row) => result.done.includes(row.id))
      if (undo.length > 0) {
        showToast(t('triage.dismissed', { count: undo.length }), { undo: () => restore.mutate(undo) })
      }
      return settle(rows, result)
    },
    onError: (_, { rows }) => failed(rows),
  })

  const warn = useMutation({
    mutationFn: (rows: Rows) =>
      unwrap<TriageResult>(api.POST('/api/v1/detections/warn', { body: { detections: rows.map((row) => row.id) } })),
    onMutate: (rows) => leave(rows),
    onSuccess: (result, rows) => {
      if (result.done.length > 0) showToast(t('triage.warned', { count: result.warnings.length }))
      return settle(rows, result)
    },
    onError: (_, rows) => failed(rows),
  })

  return { acted, warn, dismiss, restore }
}
