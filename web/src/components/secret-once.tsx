import { Button } from '@digdir/designsystemet-react'
import { type ReactNode, useState } from 'react'
import { useText } from '../app/i18n.tsx'
import { CopyButton } from './copyable.tsx'

/** How a dialog stays open while it shows a secret: neither Esc nor a slip of the pointer loses it. */
export const untilKept = { closeButton: false, closedby: 'none' } as const

type SecretOnceProps = { lead: string; secret: string; onClose: () => void; children?: ReactNode }

/** A secret that only its hash is kept of: shown once, and not left before the reader says that it is stored. */
export function SecretOnce({ lead, secret, onClose, children }: SecretOnceProps) {
  const { t } = useText()
  const [kept, setKept] = useState(false)
  return (
    <div className="stack" role="status">
      <p>
        <strong>{lead}</strong> {t('secret.once')}
      </p>
      <div className="token">
        <code className="mono breaks">{secret}</code>
        <CopyButton value={secret} name={t('secret.name')} />
      </div>
      {children}
      <label className="check-line">
        <input
          type="checkbox"
          className="ds-focus"
          checked={kept}
          onChange={(event) => setKept(event.target.checked)}
        />
        {t('secret.kept')}
      </label>
      <div className="dialog-actions">
        <Button disabled={!kept} onClick={onClose}>
          {t('secret.close')}
        </Button>
      </div>
    </div>
  )
}
