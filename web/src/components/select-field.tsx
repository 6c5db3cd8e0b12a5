import { Field, Label, Select, ValidationMessage } from '@digdir/designsystemet-react'
import type { ReactNode } from 'react'

type SelectFieldProps<T extends string> = {
  label: string
  description?: ReactNode
  choices: readonly { value: T; label: string }[]
  value: T
  onChange: (value: T) => void
  error?: string | undefined
}

/** One of a closed list, in a form. Native, so that it works with any keyboard and on a phone. */
export function SelectField<T extends string>({
  label,
  description,
  choices,
  value,
  onChange,
  error,
}: SelectFieldProps<T>) {
  return (
    <Field>
      <Label>{label}</Label>
      {description ? <Field.Description>{description}</Field.Description> : null}
      <Select
        value={value}
        aria-invalid={error !== undefined || undefined}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.target.value)
          if (chosen) onChange(chosen.value)
        }}
      >
        {choices.map((choice) => (
          <Select.Option key={choice.value} value={choice.value}>
            {choice.label}
          </Select.Option>
        ))}
      </Select>
      {error ? <ValidationMessage>{error}</ValidationMessage> : null}
    </Field>
  )
}
