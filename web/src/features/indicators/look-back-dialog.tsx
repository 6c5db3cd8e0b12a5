import { Checkbox } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Indicator } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { lookBack, lookBackOfSource } from './indicators.queries.ts'

/** For what was known before indicators looked back by themselves, or where they now look back further. */
export function LookBackDialog({ of: { id, source }, onClose }: { of: Indicator; onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const [all, setAll] = useState(false)
  const ask = useMutation({
    mutationFn: () => (all ? lookBackOfSource(source) : lookBack(id)),
    onSuccess: ({ indicators }) => {
      showToast(t('look_back.asked', { count: indicators }))
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['history'] }),
  })
  return (
    <ConfirmDialog
      title={t('look_back.ask.title')}
      confirm={t('look_back.ask.open')}
      busy={ask.isPending}
      onClose={onClose}
      onConfirm={() => ask.mutate()}
    >
      <p>{t('look_back.ask.text')}</p>
      {source ? (
        <Checkbox
          data-size="sm"
          label={t('look_back.ask.source', { source })}
          checked={all}
          onChange={(event) => setAll(event.target.checked)}
        />
      ) : null}
      {ask.error ? <ProblemNotice error={ask.error} /> : null}
    </ConfirmDialog>
  )
}
