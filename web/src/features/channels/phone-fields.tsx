import type { PhoneChoice, PhoneStanding, Severity } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { SelectField } from '../../components/select-field.tsx'

const least: readonly (Severity | 'none')[] = ['none', 'critical', 'high', 'medium', 'low']

/** From which severity on, by each channel. */
export function PhoneFields({
  standing: { phone, channels, choices },
  onChange,
}: {
  standing: PhoneStanding
  onChange: (choices: PhoneChoice[]) => void
}) {
  const { t } = useText()
  return (
    <>
      <p>{t('phone.text')}</p>
      <p className={phone === null ? 'note' : 'quiet'}>
        {phone === null ? t('phone.no_number') : t('phone.number', { phone })}
      </p>
      {channels.length === 0 ? <p className="note">{t('phone.no_gateway')}</p> : null}
      {choices
        .filter(({ channel }) => channels.length === 0 || channels.includes(channel))
        .map((choice) => (
          <SelectField
            key={choice.channel}
            label={t(`phone.${choice.channel}`)}
            value={choice.least ?? 'none'}
            choices={least.map((value) => ({ value, label: t(`phone.least.${value}`) }))}
            onChange={(value) => {
              const chosen = { ...choice, least: value === 'none' ? null : value }
              onChange(choices.map((one) => (one.channel === choice.channel ? chosen : one)))
            }}
          />
        ))}
    </>
  )
}
