import { Chip, Search } from '@digdir/designsystemet-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useText } from '../app/i18n.tsx'

/** The address follows the typing, but not each letter of it. */
const settleMilliseconds = 250

type SearchBoxProps = { label: string; value: string | undefined; onChange: (value: string | undefined) => void }

export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const [typed, setTyped] = useState(value ?? '')
  const sent = useRef(value ?? '')
  useEffect(() => {
    if ((value ?? '') !== sent.current) {
      sent.current = value ?? ''
      setTyped(value ?? '')
    }
  }, [value])
  useEffect(() => {
    if (typed.trim() === sent.current) return
    const timer = setTimeout(() => {
      sent.current = typed.trim()
      onChange(typed.trim() || undefined)
    }, settleMilliseconds)
    return () => clearTimeout(timer)
  }, [typed, onChange])
  return (
    <Search data-size="sm" className="search-box">
      <Search.Input
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Search.Clear />
    </Search>
  )
}

type Choice<T extends string> = { value: T; label: string }
type ChoicesProps<T extends string> = {
  label: string
  choices: Choice<T>[]
  value: T | undefined
  onChange: (value: T | undefined) => void
  /** What none chosen means, where it is not all. */
  none?: string
}

/** A closed list with "all" first; native, so that it works with any keyboard and on a phone. */
export function Choices<T extends string>({ label, choices, value, onChange, none }: ChoicesProps<T>) {
  const { t } = useText()
  return (
    <label className="choices">
      <span>{label}</span>
      <select
        className="ds-input ds-focus"
        value={value ?? ''}
        onChange={(event) => onChange(choices.find((choice) => choice.value === event.target.value)?.value)}
      >
        <option value="">{none ?? t('filter.all')}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </label>
  )
}

/** A filter set from elsewhere (such as one member), shown so that it can be taken away. */
export function FilterChip({ label, onRemove }: { label: string; onRemove: () => void }) {
  const { t } = useText()
  return (
    <Chip.Removable data-size="sm" aria-label={t('filter.remove', { what: label })} onClick={onRemove}>
      {label}
    </Chip.Removable>
  )
}

export function FilterBar({ children }: { children: ReactNode }) {
  const { t } = useText()
  return (
    <search className="filter-bar" aria-label={t('filter.label')}>
      {children}
    </search>
  )
}
