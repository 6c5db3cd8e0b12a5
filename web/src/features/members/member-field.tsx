import { Textfield } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { type Ref, useDeferredValue, useId } from 'react'
import { useText } from '../../app/i18n.tsx'
import { memberPage } from './members.queries.ts'

/** As many suggestions as a list under a field can hold. */
const suggestions = 20

/** Whether what stands in the field is an organisation number. */
export const isOrgnr = (value: string): boolean => /^\d{9}$/.test(value.trim())

type MemberFieldProps = {
  label: string
  value: string
  onChange: (value: string) => void
  description?: string
  error?: string | undefined
  inputRef?: Ref<HTMLInputElement>
}

/** A member by name or organisation number; holds the number. */
export function MemberField({ label, value, onChange, description, error, inputRef }: MemberFieldProps) {
  const { t } = useText()
  const listId = useId()
  const typed = useDeferredValue(value)
  const members = useQuery({
    queryKey: ['members', 'suggest', typed],
    queryFn: () => memberPage(typed ? { q: typed } : {}, undefined, suggestions),
  })
  const chosen = isOrgnr(value) ? members.data?.items.find(({ orgnr }) => orgnr === value.trim()) : undefined
  return (
    <div className="member-field">
      <Textfield
        label={label}
        description={description ?? t('member_field.text')}
        list={listId}
        autoComplete="off"
        value={value}
        error={error}
        ref={inputRef}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={listId}>
        {members.data?.items.map((one) => (
          <option key={one.orgnr} value={one.orgnr}>
            {one.name}
          </option>
        ))}
      </datalist>
      {chosen ? (
        <p className="quiet" role="status">
          {chosen.name}
        </p>
      ) : null}
    </div>
  )
}
