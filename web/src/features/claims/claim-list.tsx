import { Button, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import type { Claim } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay, useMe } from '../../app/session.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { type Fill, StateMark } from '../../components/state-mark.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { ClaimProof } from './claim-proof.tsx'

const fills: Record<Claim['state'], Fill> = { waiting: 'half', approved: 'full', refused: 'none', withdrawn: 'none' }

/** What members say is theirs: decided by the team, withdrawn by who may claim. */
export function ClaimItems({ claims, named }: { claims: Claim[]; named: boolean }) {
  return (
    <ul className="claims">
      {claims.map((claim) => (
        <ClaimItem key={claim.id} claim={claim} named={named} />
      ))}
    </ul>
  )
}

function ClaimItem({ claim, named }: { claim: Claim; named: boolean }) {
  const { t } = useText()
  const own = useMe().roles.some((held) => held.role === 'member_admin' && held.member === claim.member)
  return (
    <li>
      <p className="claim-line">
        <strong>{t(`claim.${claim.change}.${claim.kind}`)}</strong> <span className="mono breaks">{claim.value}</span>
        <StateMark fill={fills[claim.state]}>{t(`claim.${claim.state}`)}</StateMark>
      </p>
      <p className="quiet">
        {named ? (
          <>
            <Link to="/members/$orgnr" params={{ orgnr: claim.member }} className="ds-link">
              {claim.member_name}
            </Link>
            {' · '}
          </>
        ) : null}
        {claim.proposed_by} · <Time at={claim.created_at} />
      </p>
      {claim.reason ? <blockquote>{claim.reason}</blockquote> : null}
      {claim.words ? (
        <p>
          {t('claim.words')} {claim.words}
        </p>
      ) : null}
      {claim.proof ? <ClaimProof claim={claim} proof={claim.proof} own={own} /> : null}
      {claim.conflicts.map((other) => (
        <p key={`${other.member} ${other.value}`} className="note">
          {t(other.same ? 'claim.conflict.same' : 'claim.conflict.part', {
            member: other.member_name,
            value: other.value,
          })}
        </p>
      ))}
      {claim.state === 'waiting' ? <Decide claim={claim} own={own} /> : null}
    </li>
  )
}

function Decide({ claim, own }: { claim: Claim; own: boolean }) {
  const { t } = useText()
  const client = useQueryClient()
  const mayDecide = useMay('members.write')
  const [refusing, setRefusing] = useState(false)
  const params = { path: { id: claim.id } }
  const onSettled = () => client.invalidateQueries({ queryKey: ['members'] })
  const approve = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/claims/{id}/approve', { params })),
    onSuccess: () => showToast(t('claim.approved.done', { value: claim.value })),
    onSettled,
  })
  const withdraw = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/claims/{id}/withdraw', { params })),
    onSuccess: () => showToast(t('claim.withdrawn.done', { value: claim.value })),
    onSettled,
  })
  const error = approve.error ?? withdraw.error
  return (
    <>
      <div className="claim-acts">
        {mayDecide ? (
          <>
            <Button
              data-size="sm"
              loading={approve.isPending}
              aria-label={t('claim.approve.of', { value: claim.value })}
              onClick={() => approve.mutate()}
            >
              {t('claim.approve')}
            </Button>
            <Button
              data-size="sm"
              variant="secondary"
              aria-label={t('claim.refuse.of', { value: claim.value })}
              onClick={() => setRefusing(true)}
            >
              {t('claim.refuse')}
            </Button>
          </>
        ) : null}
        {own ? (
          <Button
            data-size="sm"
            variant="secondary"
            loading={withdraw.isPending}
            aria-label={t('claim.withdraw.of', { value: claim.value })}
            onClick={() => withdraw.mutate()}
          >
            {t('claim.withdraw')}
          </Button>
        ) : null}
      </div>
      {error ? <ProblemNotice error={error} /> : null}
      {refusing ? <RefuseDialog claim={claim} onClose={() => setRefusing(false)} /> : null}
    </>
  )
}

function RefuseDialog({ claim, onClose }: { claim: Claim; onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const refuse = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/api/v1/claims/{id}/refuse', { params: { path: { id: claim.id } }, body: { reason } })),
    onSuccess: () => {
      showToast(t('claim.refused.done', { value: claim.value }))
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['members'] }),
  })
  return (
    <ConfirmDialog
      title={t('claim.refuse.title', { value: claim.value, member: claim.member_name })}
      confirm={t('claim.refuse')}
      busy={refuse.isPending}
      disabled={reason.trim() === ''}
      onConfirm={() => refuse.mutate()}
      onClose={onClose}
    >
      {refuse.error ? <ProblemNotice error={refuse.error} /> : null}
      <Textfield
        multiline
        rows={3}
        maxLength={1000}
        label={t('claim.refuse.why')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmDialog>
  )
}
