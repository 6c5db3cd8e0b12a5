import { Radio, Textfield } from '@digdir/designsystemet-react'
import { useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { autofocus } from '../../components/autofocus.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { Time } from '../../components/time.tsx'
import { snoozeAt, snoozeChoices, snoozeUntil } from './snooze-times.ts'

type SnoozeDialogProps = { count: number; onConfirm: (until: Date) => void; onClose: () => void }

/** Until when, by the clock in Oslo. What gets worse comes back before. */
export function SnoozeDialog({ count, onConfirm, onClose }: SnoozeDialogProps) {
  const { t } = useText()
  const [now] = useState(() => new Date())
  const [choice, setChoice] = useState<(typeof snoozeChoices)[number] | 'own'>('hour')
  const [own, setOwn] = useState('')
  const until = choice === 'own' ? snoozeAt(own) : snoozeUntil(choice, now)
  return (
    <ConfirmDialog
      title={t('snooze.title', { count })}
      confirm={t('act.snooze')}
      disabled={until === null || until <= now}
      onConfirm={() => {
        if (until) onConfirm(until)
      }}
      onClose={onClose}
    >
      <fieldset className="plain-fieldset">
        <legend>{t('snooze.until')}</legend>
        {snoozeChoices.map((one, index) => (
          <Radio
            key={one}
            name="until"
            value={one}
            ref={index === 0 ? autofocus : null}
            label={t(`snooze.${one}`)}
            description={<Time at={snoozeUntil(one, now).toISOString()} both />}
            checked={choice === one}
            onChange={() => setChoice(one)}
          />
        ))}
        <Radio
          name="until"
          value="own"
          label={t('snooze.own')}
          checked={choice === 'own'}
          onChange={() => setChoice('own')}
        />
      </fieldset>
      {choice === 'own' ? (
        <Textfield
          type="datetime-local"
          label={t('snooze.own.label')}
          value={own}
          onChange={(event) => setOwn(event.target.value)}
        />
      ) : null}
      <p className="note">{t('snooze.worse')}</p>
    </ConfirmDialog>
  )
}
