import { Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Exposure } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { compact } from '../../app/search-params.ts'
import { useMay } from '../../app/session.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { FilterChip } from '../../components/filter-bar.tsx'
import { showToast } from '../../components/toast.tsx'
import { ExposureList, FalseButton } from '../inventory/exposure-list.tsx'
import { sayFalseFinding, withdrawFalseFinding } from '../inventory/inventory.queries.ts'
import type { ProductsSearch } from './products.search.ts'

/** What scans found, and what of it is false: said with a reason, and taken back from the toast. */
export function FoundExposures({ search: { found, member, cve } }: { search: ProductsSearch }) {
  const { t } = useText()
  const navigate = useNavigate()
  const mayWrite = useMay('vulnerabilities.write')
  const [asked, setAsked] = useState<Exposure | null>(null)
  const act = useFalseFinding()
  const without = (name: 'member' | 'cve') =>
    void navigate({ to: '/products', search: (old) => compact({ ...old, [name]: undefined }), replace: true })
  return (
    <>
      <ExposureList
        member={member}
        cve={cve}
        state={found}
        chips={
          <>
            {member ? (
              <FilterChip label={t('exposure.of_member', { member })} onRemove={() => without('member')} />
            ) : null}
            {cve ? <FilterChip label={cve} onRemove={() => without('cve')} /> : null}
          </>
        }
        {...(mayWrite
          ? {
              acts: (row: Exposure) => (
                <FalseButton
                  row={row}
                  onAsk={() => setAsked(row)}
                  onWithdraw={() => act.mutate({ row, reason: null })}
                />
              ),
            }
          : {})}
      />
      {asked ? (
        <FalseDialog
          of={asked}
          busy={act.isPending}
          onClose={() => setAsked(null)}
          onConfirm={(reason) => act.mutate({ row: asked, reason }, { onSettled: () => setAsked(null) })}
        />
      ) : null}
    </>
  )
}

/** With what it was before, behind the toast. */
function useFalseFinding() {
  const { t } = useText()
  const client = useQueryClient()
  const fresh = () =>
    Promise.all(['inventory', 'vulnerabilities'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  const failed = () => showToast(t('exposure.false.failed'), { tone: 'bad' })
  const say = (id: string, reason: string | null) =>
    reason === null ? withdrawFalseFinding(id) : sayFalseFinding(id, reason)
  return useMutation({
    mutationFn: ({ row, reason }: { row: Exposure; reason: string | null }) => say(row.id, reason),
    onSuccess: async (_, { row, reason }) => {
      showToast(t(reason === null ? 'exposure.false.withdrawn' : 'exposure.false.said', { cve: row.cve }), {
        undo: () => void say(row.id, row.false_finding?.reason ?? null).then(fresh, failed),
      })
      await fresh()
    },
    onError: failed,
  })
}

type DialogProps = { of: Exposure; busy: boolean; onClose: () => void; onConfirm: (reason: string) => void }

function FalseDialog({ of, busy, onClose, onConfirm }: DialogProps) {
  const { t } = useText()
  const [reason, setReason] = useState('')
  return (
    <ConfirmDialog
      title={t('exposure.false.title', { cve: of.cve, asset: of.asset })}
      confirm={t('exposure.false.go')}
      busy={busy}
      disabled={reason.trim() === ''}
      onClose={onClose}
      onConfirm={() => onConfirm(reason.trim())}
    >
      <p>{t('exposure.false.text')}</p>
      <Textfield
        multiline
        rows={3}
        label={t('exposure.false.reason')}
        description={t('exposure.false.reason.text')}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  )
}
