import { Button, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { AdvisoryDetail, AdvisoryDraft, AdvisoryNews, AdvisoryStep } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { languageNames } from '../../app/top-bar.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { discardAdvisory, publishAdvisory, takeStep, withdrawAdvisory } from './advisories.queries.ts'
import { AdvisoryGaps } from './advisory-gaps.tsx'

/** What takes a step back, where one can be taken at once. */
const undoes: Partial<Record<AdvisoryStep, AdvisoryStep>> = { submit: 'back', approve: 'back', revise: 'abandon' }
type Asking = 'publish' | 'withdraw' | 'back' | 'abandon' | 'discard'

/** What can be done with it now; what others will notice is asked for once. */
export function AdvisoryActs({ detail: { advisory }, draft }: { detail: AdvisoryDetail; draft: AdvisoryDraft }) {
  const { t } = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<Asking | null>(null)
  const mayPublish = useMay('advisories.publish')
  const { id, version } = advisory
  const { revision, may, lacks } = draft
  const fresh = () => Promise.all(['advisories', 'history'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  const failed = () => showToast(t('advisory.failed'), { tone: 'bad' })

  const step = useMutation({
    mutationFn: (body: { step: AdvisoryStep; remark?: string }) => takeStep(id, { ...body, revision }),
    onSuccess: async (taken, body) => {
      setAsking(null)
      const back = undoes[body.step]
      const undo = back && (() => void takeStep(id, { step: back, revision: taken.revision }).then(fresh, failed))
      showToast(t(`advisory.done.${body.step}`), undo ? { undo } : {})
      await fresh()
      if (body.step === 'revise') {
        await navigate({ to: '/advisories/$id', params: { id }, search: { view: 'edit' }, resetScroll: false })
      }
    },
  })
  const publish = useMutation({
    mutationFn: (news: AdvisoryNews) => publishAdvisory(id, version > 0 ? { revision, news } : { revision }),
    onSuccess: async () => {
      setAsking(null)
      showToast(t('advisory.done.publish'))
      await fresh()
      // What is seen beforehand is past: next is whom it goes to.
      await navigate({ to: '/advisories/$id', params: { id }, search: {}, replace: true, resetScroll: false })
    },
  })
  const withdraw = useMutation({
    mutationFn: (reason: AdvisoryNews) => withdrawAdvisory(id, { revision, reason }),
    onSuccess: async () => {
      setAsking(null)
      showToast(t('advisory.done.withdraw'))
      await fresh()
    },
  })
  const discard = useMutation({
    mutationFn: () => discardAdvisory(id, revision),
    onSuccess: async () => {
      showToast(t('advisory.done.discard'))
      await navigate({ to: '/advisories' })
      await fresh()
    },
  })
  const error = step.error ?? publish.error ?? withdraw.error ?? discard.error
  const close = () => setAsking(null)
  const secondary = (which: AdvisoryStep) => (
    <Button data-size="sm" variant="secondary" loading={step.isPending} onClick={() => step.mutate({ step: which })}>
      {t(`advisory.step.${which}`)}
    </Button>
  )
  const ask = (which: Asking) => (
    <Button data-size="sm" variant="tertiary" onClick={() => setAsking(which)}>
      {t(`advisory.step.${which}`)}
    </Button>
  )
  return (
    <>
      {may.includes('submit') ? secondary('submit') : null}
      {may.includes('approve') ? secondary('approve') : null}
      {may.includes('revise') ? secondary('revise') : null}
      {mayPublish && may.includes('publish') ? (
        <Button data-size="sm" variant="secondary" onClick={() => setAsking('publish')}>
          {t('advisory.step.publish')}
        </Button>
      ) : null}
      {may.includes('back') ? ask('back') : null}
      {may.includes('abandon') ? ask('abandon') : null}
      {may.includes('discard') ? ask('discard') : null}
      {mayPublish && may.includes('withdraw') ? ask('withdraw') : null}
      {lacks.length > 0 ? (
        <p className="quiet advisory-lacks">
          {t('advisory.lacks')} {lacks.map((one) => t(`advisory.lack.${one}`)).join(' ')}
        </p>
      ) : null}
      {error ? <ProblemNotice error={error} /> : null}
      {asking === 'publish' || asking === 'withdraw' ? (
        <NewsDialog
          kind={asking}
          first={asking === 'publish' && version === 0}
          audience={t(`advisory.audience.${draft.content.audience}`)}
          tlp={draft.content.tlp}
          gaps={asking === 'publish' ? <AdvisoryGaps content={draft.content} statuses={advisory.languages} /> : null}
          busy={publish.isPending || withdraw.isPending}
          onClose={close}
          onConfirm={(news) => (asking === 'publish' ? publish : withdraw).mutate(news)}
        />
      ) : null}
      {asking === 'back' ? (
        <BackDialog
          busy={step.isPending}
          onClose={close}
          onConfirm={(remark) => step.mutate({ step: 'back', remark })}
        />
      ) : null}
      {asking === 'abandon' || asking === 'discard' ? (
        <ConfirmDialog
          title={t(`advisory.step.${asking}`)}
          confirm={t(`advisory.step.${asking}`)}
          danger
          busy={step.isPending || discard.isPending}
          onClose={close}
          onConfirm={() => (asking === 'abandon' ? step.mutate({ step: 'abandon' }) : discard.mutate())}
        >
          <p>{t(`advisory.ask.${asking}`)}</p>
        </ConfirmDialog>
      ) : null}
    </>
  )
}

type NewsProps = {
  kind: 'publish' | 'withdraw'
  /** The first version has nothing that is new. */
  first: boolean
  audience: string
  tlp: string
  /** What is not written in each language. */
  gaps: ReactNode
  busy: boolean
  onClose: () => void
  onConfirm: (news: AdvisoryNews) => void
}

function NewsDialog({ kind, first, audience, tlp, gaps, busy, onClose, onConfirm }: NewsProps) {
  const { t } = useText()
  const [news, setNews] = useState<AdvisoryNews>({ nb: '', nn: '', en: '' })
  return (
    <ConfirmDialog
      title={t(`advisory.step.${kind}`)}
      confirm={t(`advisory.step.${kind}`)}
      danger={kind === 'withdraw'}
      busy={busy}
      disabled={!first && news.nb.trim() === ''}
      onClose={onClose}
      onConfirm={() => onConfirm(news)}
    >
      <p>{t(`advisory.ask.${kind}`, { audience, tlp })}</p>
      {gaps}
      {first
        ? null
        : (['nb', 'nn', 'en'] as const).map((language) => (
            <Textfield
              key={language}
              multiline
              rows={2}
              maxLength={1000}
              lang={language}
              label={`${t(kind === 'publish' ? 'advisory.news' : 'advisory.reason')} (${languageNames[language]})`}
              value={news[language]}
              onChange={(event) => setNews((now) => ({ ...now, [language]: event.target.value }))}
            />
          ))}
    </ConfirmDialog>
  )
}

type BackProps = { busy: boolean; onClose: () => void; onConfirm: (remark: string) => void }

function BackDialog({ busy, onClose, onConfirm }: BackProps) {
  const { t } = useText()
  const [remark, setRemark] = useState('')
  return (
    <ConfirmDialog
      title={t('advisory.step.back')}
      confirm={t('advisory.step.back')}
      busy={busy}
      onClose={onClose}
      onConfirm={() => onConfirm(remark)}
    >
      <Textfield
        multiline
        rows={3}
        maxLength={1000}
        label={t('advisory.remark.label')}
        value={remark}
        onChange={(event) => setRemark(event.target.value)}
      />
    </ConfirmDialog>
  )
}
