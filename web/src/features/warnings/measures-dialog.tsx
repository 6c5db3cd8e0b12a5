import { Button, Checkbox } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import type { WarningMeasures } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { showToast } from '../../components/toast.tsx'

const of = (id: string) => ({ params: { path: { id } } })
const choose = (id: string, advised: string[]) =>
  unwrap(api.PUT('/api/v1/warnings/{id}/measures', { ...of(id), body: { advised } }))

/** Which measures a draft advises: those of what it is about, without some, or with others of the catalogue. */
export function MeasuresButton({ id }: { id: string }) {
  const { t } = useText()
  const may = useMay('detections.triage')
  const [open, setOpen] = useState(false)
  if (!may) return null
  return (
    <>
      <Button data-size="sm" variant="secondary" onClick={() => setOpen(true)}>
        {t('measures.change')}
      </Button>
      {open ? <MeasuresDialog id={id} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function MeasuresDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t, language } = useText()
  const client = useQueryClient()
  const list = useQuery({
    queryKey: ['warnings', 'measures', id],
    queryFn: () => unwrap<WarningMeasures>(api.GET('/api/v1/warnings/{id}/measures', of(id))),
  })
  const before = list.data?.items.filter((one) => one.advised).map(({ measure }) => measure.id) ?? []
  const [changed, setChanged] = useState<string[] | null>(null)
  const chosen = changed ?? before
  const fresh = () => client.invalidateQueries({ queryKey: ['warnings'] })
  const failed = () => showToast(t('measures.failed'), { tone: 'bad' })
  const save = useMutation({
    mutationFn: () => choose(id, chosen),
    onSuccess: async () => {
      showToast(t('measures.saved'), { undo: () => void choose(id, before).then(fresh, failed) })
      await fresh()
    },
    onError: failed,
    onSettled: onClose,
  })
  const groups = Map.groupBy(list.data?.items ?? [], ({ category }) => category)
  // What it is about comes first.
  const sorted = [...groups].sort(([, a], [, b]) => Number(b.some(isAdvised)) - Number(a.some(isAdvised)))
  return (
    <ConfirmDialog
      title={t('measures.title')}
      confirm={t('measures.save')}
      busy={save.isPending}
      disabled={chosen.length === 0}
      onClose={onClose}
      onConfirm={() => save.mutate()}
    >
      <p className="quiet">{t('measures.text')}</p>
      {list.isPending ? <SkeletonRows rows={6} /> : null}
      {list.error ? <ProblemNotice error={list.error} retry={() => void list.refetch()} /> : null}
      {sorted.map(([category, all]) => (
        <fieldset key={category} className="plain-fieldset">
          <legend className="text-kind">{t(`category.${category}`)}</legend>
          {all.map(({ measure }) => (
            <Checkbox
              key={measure.id}
              data-size="sm"
              value={measure.id}
              label={measure[language]}
              checked={chosen.includes(measure.id)}
              onChange={(event) =>
                setChanged(event.target.checked ? [...chosen, measure.id] : chosen.filter((one) => one !== measure.id))
              }
            />
          ))}
        </fieldset>
      ))}
    </ConfirmDialog>
  )
}

const isAdvised = ({ advised }: WarningMeasures['items'][number]) => advised
