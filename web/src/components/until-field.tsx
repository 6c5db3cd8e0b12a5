import { Radio, Textfield } from '@digdir/designsystemet-react'
import { useState } from 'react'
import { useText } from '../app/i18n.tsx'
import { autofocus } from './autofocus.ts'
import { Time } from './time.tsx'
import { chosenTime, type UntilChoice, untilTime } from './until-times.ts'

type Offered = { choices: readonly [UntilChoice, ...UntilChoice[]]; first?: UntilChoice; longestDays: number }

/** A time ahead; `until` is null while the reader’s own time is none that may be. */
export function useUntil({ choices, first = choices[0], longestDays }: Offered) {
  const [now] = useState(() => new Date())
  const [choice, setChoice] = useState<UntilChoice | 'own'>(first)
  const [own, setOwn] = useState('')
  const until = chosenTime(choice, own, now, longestDays)
  return { choices, longestDays, now, choice, setChoice, own, setOwn, until }
}

type UntilFieldProps = ReturnType<typeof useUntil> & {
  legend: string
  /** Whether the keyboard starts here when its dialog opens. */
  starts?: boolean
}

/** A few times to choose from, and one of the reader's own, by the clock in Oslo. */
export function UntilField({
  choices,
  longestDays,
  now,
  choice,
  setChoice,
  own,
  setOwn,
  until,
  ...more
}: UntilFieldProps) {
  const { t } = useText()
  return (
    <>
      <fieldset className="plain-fieldset">
        <legend>{more.legend}</legend>
        {choices.map((one) => (
          <Radio
            key={one}
            name="until"
            value={one}
            ref={more.starts && one === choice ? autofocus : null}
            label={t(`until.${one}`)}
            description={<Time at={untilTime(one, now).toISOString()} both />}
            checked={choice === one}
            onChange={() => setChoice(one)}
          />
        ))}
        <Radio
          name="until"
          value="own"
          label={t('until.own')}
          checked={choice === 'own'}
          onChange={() => setChoice('own')}
        />
      </fieldset>
      {choice === 'own' ? (
        <Textfield
          type="datetime-local"
          label={t('until.own.label')}
          description={t('until.own.text', { days: longestDays })}
          error={own !== '' && until === null ? t('until.own.wrong', { days: longestDays }) : undefined}
          value={own}
          onChange={(event) => setOwn(event.target.value)}
        />
      ) : null}
    </>
  )
}
