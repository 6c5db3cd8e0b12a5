import { Button } from '@digdir/designsystemet-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Attachment } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Copyable } from '../../components/copyable.tsx'
import { Icon } from '../../components/icon.tsx'
import { formatSize } from './file-size.ts'
import { warningNumber } from './warning-number.ts'

/** Files that came with an answer. Nothing of them is ever shown here: they may hold malware. */
export function ResponseFiles({ files }: { files: Attachment[] }) {
  const { t, language } = useText()
  const mayFetch = useMay('warnings.chase')
  if (files.length === 0) return null
  return (
    <ul className="response-files" aria-label={t('files.title')}>
      {files.map((file) => (
        <li key={file.id}>
          <p>
            <strong className="breaks">{file.name}</strong>{' '}
            <span className="quiet">{formatSize(file.size, language)}</span>
            {mayFetch ? <FetchFile file={file} /> : null}
          </p>
          {mayFetch ? <KnownOf file={file} /> : null}
        </li>
      ))}
    </ul>
  )
}

function KnownOf({ file: { sha256, indicator, also } }: { file: Attachment }) {
  const { t } = useText()
  const mayHunt = useMay('events.read')
  return (
    <>
      <p>
        <span className="quiet">SHA-256</span> <Copyable value={sha256} length={24} />{' '}
        {mayHunt ? (
          <Link to="/hunt" search={{ ask: sha256 }} className="ds-link">
            {t('files.hunt')}
          </Link>
        ) : null}
      </p>
      {indicator === null ? null : (
        <p className="note">
          {t('files.known')}{' '}
          <Link to="/indicators/$id" params={{ id: indicator }} className="ds-link">
            {t('files.indicator')}
          </Link>
        </p>
      )}
      {also.length > 0 ? (
        <p>
          {t('files.also')}{' '}
          {also.map((other, index) => (
            <span key={other.warning}>
              {index > 0 ? ', ' : null}
              <Link to="/warnings/$id" params={{ id: other.warning }} className="ds-link">
                {warningNumber(other.number)}
              </Link>{' '}
              ({other.member_name})
            </span>
          ))}
        </p>
      ) : null}
    </>
  )
}

function FetchFile({ file: { id, name, sha256 } }: { file: Attachment }) {
  const { t } = useText()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button
        variant="tertiary"
        data-size="sm"
        aria-label={t('files.fetch.of', { name })}
        onClick={() => setAsking(true)}
      >
        <Icon name="download" />
        {t('files.fetch')}
      </Button>
      {asking ? (
        <ConfirmDialog
          title={t('files.fetch.title', { name })}
          confirm={t('files.fetch')}
          danger
          onConfirm={() => {
            setAsking(false)
            // It comes as a file to save: the page stays.
            location.assign(`/api/v1/attachments/${id}`)
          }}
          onClose={() => setAsking(false)}
        >
          <p>{t('files.fetch.text')}</p>
          <p>
            <span className="quiet">SHA-256</span> <code className="mono breaks">{sha256}</code>
          </p>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
