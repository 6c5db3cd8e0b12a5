import { Button } from '@digdir/designsystemet-react'
import { useText } from '../../app/i18n.tsx'
import { CopyButton } from '../../components/copyable.tsx'
import { Icon } from '../../components/icon.tsx'
import { saveFile } from '../../components/save-file.ts'

type RecoveryCodesProps = { codes: string[]; kept: boolean; onKept: (kept: boolean) => void }

/** New recovery codes, shown this once: to be copied, saved or printed, and said to be stored before going on. */
export function RecoveryCodes({ codes, kept, onKept }: RecoveryCodesProps) {
  const { t } = useText()
  const save = () =>
    saveFile('varde-recovery-codes.txt', 'text/plain', `${t('recovery.paper')}\n\n${codes.join('\n')}\n`)
  return (
    <>
      <div className="recovery-sheet">
        <p className="paper-only">{t('recovery.paper')}</p>
        <ul className="recovery mono">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      <div className="recovery-ways">
        <span className="copyable">
          {t('recovery.copy')}
          <CopyButton value={codes.join('\n')} name={t('recovery.codes')} />
        </span>
        <Button type="button" variant="tertiary" data-size="sm" onClick={save}>
          <Icon name="download" />
          {t('recovery.save')}
        </Button>
        <Button type="button" variant="tertiary" data-size="sm" onClick={() => window.print()}>
          {t('recovery.print')}
        </Button>
      </div>
      <label className="check-line">
        <input type="checkbox" className="ds-focus" checked={kept} onChange={(event) => onKept(event.target.checked)} />
        {t('recovery.kept')}
      </label>
    </>
  )
}
