import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, unwrap } from '../../api/client.ts'
import type { Claim, ClaimCheck } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Copyable } from '../../components/copyable.tsx'
import { Icon } from '../../components/icon.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Time } from '../../components/time.tsx'

type Proof = NonNullable<Claim['proof']>

/** Whether a claimed domain is proven; how it is done, for who can set the record. */
export function ClaimProof({ claim, proof, own }: { claim: Claim; proof: Proof; own: boolean }) {
  const { t } = useText()
  if (proof.proven_at !== null) {
    return (
      <p>
        <Icon name="check" size={16} /> {t('claim.proof.proven')} <Time at={proof.proven_at} />
      </p>
    )
  }
  if (claim.state !== 'waiting') return null
  if (own) return <HowToProve claim={claim} proof={proof} />
  return (
    <p className="quiet">
      {t('claim.proof.missing')}{' '}
      {proof.checked_at === null ? null : (
        <>
          {t('claim.proof.checked')} <Time at={proof.checked_at} />
        </>
      )}
    </p>
  )
}

function HowToProve({ claim, proof }: { claim: Claim; proof: Proof }) {
  const { t } = useText()
  const client = useQueryClient()
  const check = useMutation({
    mutationFn: () => unwrap<ClaimCheck>(api.POST('/api/v1/claims/{id}/check', { params: { path: { id: claim.id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['members'] }),
  })
  return (
    <div className="claim-proof">
      <p>{t('claim.proof.how')}</p>
      <dl className="claim-record">
        <dt>{t('claim.proof.type')}</dt>
        <dd className="mono">TXT</dd>
        <dt>{t('claim.proof.name')}</dt>
        <dd>
          <Copyable value={proof.name} length={60} />
        </dd>
        <dt>{t('claim.proof.value')}</dt>
        <dd>
          <Copyable value={proof.value} length={60} />
        </dd>
      </dl>
      <div className="claim-acts">
        <Button
          data-size="sm"
          variant="secondary"
          loading={check.isPending}
          aria-label={t('claim.proof.check.of', { value: claim.value })}
          onClick={() => check.mutate()}
        >
          {t('claim.proof.check')}
        </Button>
        {proof.checked_at === null ? null : (
          <span className="quiet">
            {t('claim.proof.checked')} <Time at={proof.checked_at} />
          </span>
        )}
      </div>
      <div role="status">{check.data ? <Outcome check={check.data} name={proof.name} /> : null}</div>
      {check.error ? <ProblemNotice error={check.error} /> : null}
    </div>
  )
}

function Outcome({ check: { proven, answered, seen }, name }: { check: ClaimCheck; name: string }) {
  const { t } = useText()
  if (proven) return <p>{t('claim.proof.proven')}</p>
  if (!answered) return <p className="note">{t('claim.proof.unanswered')}</p>
  return (
    <>
      <p className="note">{t(seen.length === 0 ? 'claim.proof.none' : 'claim.proof.other', { name })}</p>
      {seen.map((text) => (
        <p key={text}>
          <code className="mono breaks">{text}</code>
        </p>
      ))}
    </>
  )
}
