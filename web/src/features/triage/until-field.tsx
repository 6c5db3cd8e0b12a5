import { Radio, Textfield } from '@digdir/designsystemet-react'
import { useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { Time } from '../../components/time.tsx'
import { type SuppressChoice, snoozeAt, suppressUntil } from './snooze-times.ts'

const choices: readonly SuppressChoice[] = ['day', 'week', 'month']

/** Until when something is held back; null while the reader’s own time is none. */
export function useUntil() {
  const [now] = useState(() => new Date())
  const [choice, setChoice] = useState<SuppressChoice | 'own'>('week')
  const [own, setOwn] = useState('')
  const at = choice === 'own' ? snoozeAt(own) : suppressUntil(choice, now)
  const until = at !== null && at > now && at <= suppressUntil('longest', now) ? at : null
  return { now, choice, setChoice, own, setOwn, until }
}

export function UntilField({ now, choice, setChoice, own, setOwn, until }: ReturnType<typeof useUntil>) {
  const { t } = useText()
  return (
    <>
      <fieldset className="plain-fieldset">
        <legend>{t('snooze.until')}</legend>
        {choices.map((one) => (
          <Radio
            key={one}
            name="until"
            value={one}
            label={t(`suppress.${one}`)}
            description={<Time at={suppressUntil(one, now).toISOString()} both />}
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
          description={t('suppress.own.text')}
          error={own !== '' && until === null ? t('suppress.own.wrong') : undefined}
          value={own}
          onChange={(event) => setOwn(event.target.value)}
        />
      ) : null}
    </>
  )
}
