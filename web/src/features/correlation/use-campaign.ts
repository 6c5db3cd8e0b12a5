import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Campaign } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { showToast } from '../../components/toast.tsx'
import {
  changeDetections,
  makeCampaign,
  mergeCampaign,
  reopenCampaign,
  setAside,
  splitCampaign,
  warnCampaign,
} from './campaigns.queries.ts'

/** What is done with one campaign; all but a warning can be taken back from the toast. */
export function useCampaign({ id, state }: Campaign, done: () => void) {
  const { t } = useText()
  const client = useQueryClient()
  const fresh = () =>
    Promise.all(
      ['campaigns', 'warnings', 'detections', 'history'].map((key) => client.invalidateQueries({ queryKey: [key] })),
    )
  const after = async (text: string, back?: () => Promise<unknown>) => {
    done()
    const undo = back && (() => void back().then(fresh, failed))
    showToast(text, undo ? { undo } : {})
    await fresh()
  }
  const failed = () => {
    done()
    showToast(t('campaign.failed'), { tone: 'bad' })
  }
  return {
    make: useMutation({
      mutationFn: (given: { name: string; note: string }) => makeCampaign(id, given),
      onSuccess: () =>
        state === 'made' ? after(t('campaign.renamed')) : after(t('campaign.made'), () => reopenCampaign(id)),
      onError: failed,
    }),
    aside: useMutation({
      mutationFn: () => setAside(id),
      onSuccess: () => after(t('campaign.put_aside'), () => reopenCampaign(id)),
      onError: failed,
    }),
    reopen: useMutation({
      mutationFn: () => reopenCampaign(id),
      onSuccess: () => after(t('campaign.reopened'), () => setAside(id)),
      onError: failed,
    }),
    add: useMutation({
      mutationFn: (add: string[]) => changeDetections(id, { add }),
      onSuccess: (_, add) =>
        after(t('campaign.added', { count: add.length }), () => changeDetections(id, { remove: add })),
      onError: failed,
    }),
    remove: useMutation({
      mutationFn: (remove: string[]) => changeDetections(id, { remove }),
      onSuccess: (_, remove) =>
        after(t('campaign.removed', { count: remove.length }), () => changeDetections(id, { add: remove })),
      onError: failed,
    }),
    merge: useMutation({
      mutationFn: (other: string) => mergeCampaign(id, other),
      onSuccess: ({ name, detections }) =>
        after(t('campaign.merged'), () => splitCampaign(id, { name: name || t('campaign.unnamed'), detections })),
      onError: failed,
    }),
    split: useMutation({
      mutationFn: (given: { name: string; detections: string[] }) => splitCampaign(id, given),
      onSuccess: (made) => after(t('campaign.split_off'), () => mergeCampaign(id, made.id)),
      onError: failed,
    }),
    warn: useMutation({
      mutationFn: () => warnCampaign(id),
      onSuccess: ({ warnings }) => after(t('campaign.warned', { count: warnings.length })),
      onError: failed,
    }),
  }
}
