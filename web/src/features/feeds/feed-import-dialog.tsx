import { Checkbox } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { showToast } from '../../components/toast.tsx'
import { type FeedKind, importFeed } from './feeds.queries.ts'

const kinds: readonly FeedKind[] = ['cve', 'kev', 'epss', 'csaf']

/** The reading goes on in the background; the page shows how far it has come. */
export function FeedImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const [kind, setKind] = useState<FeedKind>('cve')
  const [file, setFile] = useState<File | null>(null)
  const [force, setForce] = useState(false)
  const send = useMutation({
    mutationFn: (chosen: File) => importFeed(kind, chosen, force),
    onSuccess: () => {
      showToast(t('feeds.import.started', { name: file?.name ?? '' }))
      onClose()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['vulnerabilities'] }),
  })
  return (
    <ConfirmDialog
      title={t('feeds.import')}
      confirm={t('feeds.import.send')}
      busy={send.isPending}
      disabled={file === null}
      onConfirm={() => file !== null && send.mutate(file)}
      onClose={onClose}
    >
      <div className="stack">
        <p>{t('feeds.import.text')}</p>
        <SelectField
          label={t('feeds.import.kind')}
          choices={kinds.map((value) => ({ value, label: t(`feed.kind.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
        <label className="file">
          <span>{t('feeds.import.file')}</span>
          <input
            type="file"
            accept=".json,.ndjson,.jsonl,.csv,.gz,.zip"
            className="ds-focus"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        </label>
        {kind === 'cve' || kind === 'csaf' ? null : (
          <Checkbox
            label={t('feeds.import.force')}
            checked={force}
            onChange={(event) => setForce(event.target.checked)}
          />
        )}
        {send.error ? <ProblemNotice error={send.error} /> : null}
      </div>
    </ConfirmDialog>
  )
}
