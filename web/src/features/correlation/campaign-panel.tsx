import { Button } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { CampaignDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { useKeys } from '../../app/use-keys.ts'
import { History } from '../../components/history.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { MergeDialog, NameDialog, WarnAllDialog } from './campaign-dialogs.tsx'
import { CampaignMatrix } from './campaign-matrix.tsx'
import { CampaignTraits } from './campaign-traits.tsx'
import { campaignName, campaignWhy } from './campaign-words.ts'
import { campaignQuery } from './campaigns.queries.ts'
import { matrixOf } from './matrix.ts'
import { useCampaign } from './use-campaign.ts'

/** Is it the same thing, and who has it? */
export function CampaignPanel() {
  const { id } = useParams({ from: '/shell/correlation/$id' })
  const detail = useQuery(campaignQuery(id))
  if (detail.isPending) return <SkeletonRows rows={8} />
  if (!detail.data) return <ProblemNotice error={detail.error} retry={() => void detail.refetch()} />
  return <CampaignArticle key={id} detail={detail.data} />
}

const nothing: ReadonlySet<string> = new Set()

function CampaignArticle({ detail: { campaign, members, detections } }: { detail: CampaignDetail }) {
  const { t } = useText()
  const [asking, setAsking] = useState<'make' | 'merge' | 'split' | 'warn' | null>(null)
  const [selected, setSelected] = useState(nothing)
  const mayChange = useMay('detections.triage')
  const mayWarn = useMay('warnings.send') && campaign.state === 'made' && campaign.queued > 0
  const { trait } = useSearch({ from: '/shell/correlation' })
  const navigate = useNavigate({ from: '/correlation/$id' })
  const close = () => setAsking(null)
  const acts = useCampaign(campaign, () => {
    close()
    setSelected(nothing)
  })
  const made = campaign.state === 'made'
  const matrix = useMemo(() => matrixOf(members, detections), [members, detections])
  const marked = useMemo(
    () =>
      trait === undefined || trait >= campaign.traits.length
        ? null
        : new Set(detections.flatMap(({ id, traits }) => (traits.includes(trait) ? [id] : []))),
    [detections, campaign.traits, trait],
  )
  const late = detections.filter(({ standing }) => standing === 'suggested')
  const mayMove = mayChange && made
  useKeys({
    ...(mayWarn ? { warn: () => setAsking('warn') } : {}),
    ...(mayMove ? { merge: () => setAsking('merge') } : {}),
    ...(mayMove && selected.size > 0 ? { split: () => setAsking('split') } : {}),
  })
  const toggle = (ids: string[]) =>
    setSelected((old) => {
      const next = new Set(old)
      const isOn = ids.every((id) => next.has(id))
      for (const id of ids) {
        if (isOn) next.delete(id)
        else next.add(id)
      }
      return next
    })
  return (
    <article>
      <ObjectHead
        kicker={`K-${String(campaign.number).padStart(6, '0')} · ${t(`campaign.state.${campaign.state}`)}`}
        title={campaignName(campaign, t)}
        back={{ to: '/correlation', search: ({ trait: _, ...old }) => old }}
      >
        {mayChange && !made ? (
          <Button data-size="sm" onClick={() => setAsking('make')}>
            {t('campaign.make')}
          </Button>
        ) : null}
        {mayWarn ? (
          <Button data-size="sm" onClick={() => setAsking('warn')}>
            {t('campaign.warn')} <kbd>W</kbd>
          </Button>
        ) : null}
        {mayMove ? (
          <>
            <Button data-size="sm" variant="secondary" onClick={() => setAsking('merge')}>
              {t('campaign.merge')} <kbd>M</kbd>
            </Button>
            <Button data-size="sm" variant="tertiary" onClick={() => setAsking('make')}>
              {t('campaign.rename')}
            </Button>
          </>
        ) : null}
        {mayChange && campaign.state === 'proposed' ? (
          <Button data-size="sm" variant="secondary" onClick={() => acts.aside.mutate()}>
            {t('campaign.aside')}
          </Button>
        ) : null}
        {mayChange && campaign.state === 'aside' ? (
          <Button data-size="sm" variant="secondary" onClick={() => acts.reopen.mutate()}>
            {t('campaign.reopen')}
          </Button>
        ) : null}
      </ObjectHead>
      <p className="campaign-why">
        <SeverityMark severity={campaign.severity} /> {campaignWhy(campaign, t)}
      </p>
      {campaign.note === '' ? null : <p className="campaign-note">{campaign.note}</p>}
      <p>
        {t('campaign.stand', { queued: campaign.queued, warnings: campaign.warnings })}{' '}
        {campaign.warnings > 0 ? (
          <Link to="/warnings" search={{ campaign: campaign.id }} className="ds-link">
            {t('campaign.board')}
          </Link>
        ) : null}
      </p>
      {campaign.traits.length > 0 ? (
        <Section title={t('traits.title')}>
          <p className="quiet">{t('traits.help')}</p>
          <CampaignTraits
            traits={campaign.traits}
            chosen={trait}
            onChoose={(place) =>
              void navigate({
                search: ({ trait: _, ...old }) => (place === undefined ? old : { ...old, trait: place }),
                replace: true,
                resetScroll: false,
              })
            }
          />
        </Section>
      ) : null}
      <Section title={t('matrix.title')}>
        {mayMove ? <p className="quiet">{t('matrix.help')}</p> : null}
        <CampaignMatrix matrix={matrix} selected={selected} marked={marked} onToggle={toggle} />
        {mayMove && selected.size > 0 ? (
          <div className="object-actions campaign-chosen">
            <span>{t('bulk.count', { count: selected.size })}</span>
            <Button data-size="sm" variant="secondary" onClick={() => setAsking('split')}>
              {t('campaign.split')} <kbd>U</kbd>
            </Button>
            <Button data-size="sm" variant="tertiary" onClick={() => acts.remove.mutate([...selected])}>
              {t('campaign.remove')}
            </Button>
          </div>
        ) : null}
      </Section>
      {made && late.length > 0 ? (
        <Section title={t('campaign.late', { count: late.length })}>
          <p>{t('campaign.late.text')}</p>
          {mayMove ? (
            <Button data-size="sm" variant="secondary" onClick={() => acts.add.mutate(late.map(({ id }) => id))}>
              {t('campaign.late.add')}
            </Button>
          ) : null}
        </Section>
      ) : null}
      <History kind="campaign" id={campaign.id} />
      {asking === 'make' ? (
        <NameDialog
          title={t(made ? 'campaign.rename' : 'campaign.make.title')}
          confirm={t(made ? 'campaign.save' : 'campaign.make')}
          start={{ name: campaignName(campaign, t).slice(0, 120), note: campaign.note }}
          withNote
          busy={acts.make.isPending}
          onClose={close}
          onConfirm={(given) => acts.make.mutate(given)}
        />
      ) : null}
      {asking === 'split' ? (
        <NameDialog
          title={t('campaign.split.title', { count: selected.size })}
          confirm={t('campaign.split')}
          start={{ name: '', note: '' }}
          busy={acts.split.isPending}
          onClose={close}
          onConfirm={({ name }) => acts.split.mutate({ name, detections: [...selected] })}
        />
      ) : null}
      {asking === 'merge' ? (
        <MergeDialog
          into={campaign}
          busy={acts.merge.isPending}
          onClose={close}
          onConfirm={(other) => acts.merge.mutate(other.id)}
        />
      ) : null}
      {asking === 'warn' ? (
        <WarnAllDialog
          members={members}
          busy={acts.warn.isPending}
          onClose={close}
          onConfirm={() => acts.warn.mutate()}
        />
      ) : null}
    </article>
  )
}
