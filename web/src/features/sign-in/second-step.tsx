import { Button } from '@digdir/designsystemet-react'
import { useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { AlonePage } from './alone-page.tsx'
import { CodeForm } from './code-form.tsx'
import { RecoveryForm } from './recovery-form.tsx'

/** After the password: the app's code, or one of the recovery codes for whoever has lost the phone. */
export function SecondStep({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const { t } = useText()
  const [by, setBy] = useState<'app' | 'recovery'>('app')
  const other = by === 'app' ? 'recovery' : 'app'
  return (
    <AlonePage title={t(by === 'app' ? 'sign.code.title' : 'recovery.title')}>
      {by === 'app' ? <CodeForm button={t('sign.in')} onDone={onDone} /> : <RecoveryForm onDone={onDone} />}
      <div className="alone-ways">
        <Button variant="tertiary" onClick={() => setBy(other)}>
          {t(other === 'recovery' ? 'recovery.use' : 'sign.code.use')}
        </Button>
        <Button variant="tertiary" onClick={onBack}>
          {t('sign.back')}
        </Button>
      </div>
    </AlonePage>
  )
}
