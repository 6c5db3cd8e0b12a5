import { Button, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import type { Claim } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { showToast } from '../../components/toast.tsx'

type NewClaim = Pick<Claim, 'kind' | 'change' | 'value' | 'reason'>

function usePropose(orgnr: string, done: () => void) {
  const { t } = useText()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NewClaim) =>
      unwrap(api.POST('/api/v1/members/{orgnr}/claims', { params: { path: { orgnr } }, body })),
    onSuccess: () => {
      showToast(t('claim.proposed'))
      done()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['members'] }),
  })
}

/** Something new that is the member's. */
export function ClaimForm({ orgnr }: { orgnr: string }) {
  const { t } = useText()
  const [kind, setKind] = useState<Claim['kind']>('network')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const propose = usePropose(orgnr, () => {
    setValue('')
    setReason('')
  })
  return (
    <Section title={t('claim.new')}>
      <form
        className="portal-claim"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (value.trim() !== '') propose.mutate({ kind, change: 'add', value, reason })
        }}
      >
        <p>{t('claim.new.text')}</p>
        <SelectField
          label={t('claim.kind')}
          value={kind}
          choices={[
            { value: 'network', label: t('claim.kind.network') },
            { value: 'domain', label: t('claim.kind.domain') },
          ]}
          onChange={setKind}
        />
        <Textfield
          label={t(`claim.kind.${kind}`)}
          description={t(`claim.example.${kind}`)}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
        <Textfield
          label={t('claim.reason')}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {propose.error ? <ProblemNotice error={propose.error} /> : null}
        <Button type="submit" loading={propose.isPending}>
          {t('claim.propose')}
        </Button>
      </form>
    </Section>
  )
}

export function RemoveClaim({ orgnr, kind, value }: { orgnr: string; kind: Claim['kind']; value: string }) {
  const { t } = useText()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const propose = usePropose(orgnr, () => setAsking(false))
  return (
    <>
      <Button
        variant="tertiary"
        data-size="sm"
        aria-label={t('claim.remove.of', { value })}
        onClick={() => setAsking(true)}
      >
        {t('claim.remove')}
      </Button>
      {asking ? (
        <ConfirmDialog
          title={t('claim.remove.title', { value })}
          confirm={t('claim.propose')}
          busy={propose.isPending}
          onConfirm={() => propose.mutate({ kind, change: 'remove', value, reason })}
          onClose={() => setAsking(false)}
        >
          <p>{t('claim.remove.text')}</p>
          {propose.error ? <ProblemNotice error={propose.error} /> : null}
          <Textfield
            label={t('claim.reason')}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </ConfirmDialog>
      ) : null}
    </>
  )
}
