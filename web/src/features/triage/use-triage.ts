import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import { problemOf } from '../../api/problem.ts'
import type { Detection, DismissReason, NewSuppression, TriageActList, TriageResult } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { showToast } from '../../components/toast.tsx'
import { type ActWord, leaves } from './acts.ts'
import type { Acted } from './queue.ts'
import { makeSuppression } from './suppressions.queries.ts'

/** What the server refuses, in the reader's language. */
const refusals = [
  'not_found',
  'is_sent',
  'is_undone',
  'changed_since',
  'is_warned',
  'is_dismissed',
  'is_resolved',
  'is_queued',
  'other_member',
  'is_itself',
  'original_dismissed',
  'is_alone',
  'came_back',
] as const

type Rows = readonly Pick<Detection, 'id' | 'view'>[]
/** An act with what it must be told. */
export type Order =
  | { act: Exclude<ActWord, 'dismiss' | 'duplicate' | 'assign' | 'snooze' | 'suppress'> }
  | { act: 'dismiss'; reason: DismissReason }
  | { act: 'duplicate'; of: string }
  | { act: 'assign'; to: string | null }
  | { act: 'snooze'; until: Date }
  | { act: 'suppress'; what: NewSuppression }

async function ask(order: Order, detections: string[]): Promise<TriageResult> {
  switch (order.act) {
    case 'dismiss':
      return await unwrap(api.POST('/api/v1/detections/dismiss', { body: { detections, reason: order.reason } }))
    case 'duplicate':
      return await unwrap(api.POST('/api/v1/detections/duplicate', { body: { detections, of: order.of } }))
    case 'assign':
      return await unwrap(api.POST('/api/v1/detections/assign', { body: { detections, to: order.to } }))
    case 'snooze':
      return await unwrap(
        api.POST('/api/v1/detections/snooze', { body: { detections, until: order.until.toISOString() } }),
      )
    case 'suppress':
      return (await makeSuppression(order.what)).result
    default:
      return await unwrap(api.POST(`/api/v1/detections/${order.act}`, { body: { detections } }))
  }
}

/**
 * The acts of triage. Rows that leave do so at once; a row that the server refuses comes back with the reason, and all but
 * a warning can be undone, from the toast or with Z.
 */
export function useTriage() {
  const { t } = useText()
  const client = useQueryClient()
  const [acted, setActed] = useState<Acted>(new Map())

  const leave = (rows: Rows) => setActed((old) => new Map([...old, ...rows.map((row) => [row.id, row.view] as const)]))
  const comeBack = (ids: readonly string[]) => setActed((old) => new Map([...old].filter(([id]) => !ids.includes(id))))
  const refusedText = ({ code, message }: TriageResult['refused'][number]) => {
    const known = refusals.find((one) => one === code)
    return known ? t(`refused.${known}`) : message
  }
  const refusal = (total: number, { refused: [first, ...more] }: TriageResult) => {
    if (first)
      showToast(t('triage.refused', { count: more.length + 1, reason: refusedText(first), total }), { tone: 'bad' })
  }

  const undo = useMutation({
    mutationFn: (act: string) =>
      unwrap<TriageResult>(api.POST('/api/v1/triage/acts/{id}/undo', { params: { path: { id: act } } })),
    onSuccess: async (result) => {
      comeBack(result.done)
      if (result.done.length > 0) showToast(t('triage.undone', { count: result.done.length }))
      refusal(result.done.length + result.refused.length, result)
      await client.invalidateQueries({ queryKey: ['detections'] })
      await client.invalidateQueries({ queryKey: ['triage-list'] })
      await client.invalidateQueries({ queryKey: ['triage-counts'] })
    },
    onError: () => showToast(t('triage.failed'), { tone: 'bad' }),
  })

  /** The newest of the reader's own acts that is not undone; the server says where it cannot be. */
  const undoLast = useMutation({
    mutationFn: () => unwrap<TriageActList>(api.GET('/api/v1/triage/acts')),
    onSuccess: ({ items }) => {
      const last = items.find((one) => one.undone < one.detections)
      if (last) undo.mutate(last.id)
      else showToast(t('triage.nothing_to_undo'))
    },
    onError: () => showToast(t('triage.failed'), { tone: 'bad' }),
  })

  const decide = useMutation({
    mutationFn: ({ rows, order }: { rows: Rows; order: Order }) =>
      ask(
        order,
        rows.map((row) => row.id),
      ),
    onMutate: ({ rows, order }) => leave(rows.filter((row) => leaves(order.act, row.view))),
    onSuccess: (result, { rows, order: { act } }) => {
      const { act: id, done } = result
      comeBack(result.refused.map((one) => one.id))
      // It is about properties: other rows may go with the one it was made from, and that one may stay.
      if (act === 'suppress') {
        comeBack(rows.flatMap((row) => (done.includes(row.id) ? [] : [row.id])))
        leave(done.map((one) => ({ id: one, view: rows[0]?.view ?? 'queued' })))
        if (id === null) showToast(t('done.suppress.none'))
      }
      if (id !== null) {
        const count = act === 'warn' ? result.warnings.length : done.length
        const waiting = result.waiting ?? 0
        const said = t(`done.${act}`, { count })
        const text = waiting > 0 ? `${said} ${t('done.warn.waiting', { count: waiting })}` : said
        showToast(text, act === 'warn' ? {} : { undo: () => undo.mutate(id) })
      }
      refusal(rows.length, result)
      void client.invalidateQueries({ queryKey: ['triage-counts'] })
      return client.invalidateQueries({ queryKey: ['detections'] })
    },
    onError: (fault, { rows }) => {
      comeBack(rows.map((row) => row.id))
      const personal = problemOf(0, fault).code === 'identity_number'
      showToast(t(personal ? 'problem.code.national_identity_number' : 'triage.failed'), { tone: 'bad' })
    },
  })

  return {
    acted,
    decide: (rows: Rows, order: Order) => decide.mutate({ rows, order }),
    undoLast: () => undoLast.mutate(),
  }
}
