import { Textfield } from '@digdir/designsystemet-react'
import { useState } from 'react'

type LinesProps = { label: string; description: string; rows: number; start: string; onChange: (text: string) => void }

/** Text that is read as it is typed, and stays as it was typed. */
export function LinesField({ label, description, rows, start, onChange }: LinesProps) {
  const [typed, setTyped] = useState(start)
  return (
    <Textfield
      multiline
      rows={rows}
      label={label}
      description={description}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value)
        onChange(event.target.value)
      }}
    />
  )
}
