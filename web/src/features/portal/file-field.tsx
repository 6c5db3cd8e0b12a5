import { Button, Field, Input, Label, ValidationMessage } from '@digdir/designsystemet-react'
import { useRef } from 'react'
import { useText } from '../../app/i18n.tsx'
import { Icon } from '../../components/icon.tsx'
import { formatSize } from '../warnings/file-size.ts'

/** As the server has it; bytes are of all answers to one warning. */
const mostFiles = 20
const mostBytes = 50 * 1024 * 1024

/** One that is chosen twice is one. */
const nameOf = ({ name, size, lastModified }: File) => `${name} ${size} ${lastModified}`

export function tooMuch(files: readonly File[]): boolean {
  return files.length > mostFiles || files.reduce((sum, { size }) => sum + size, 0) > mostBytes
}

/** Files that show what was done: chosen several times over, taken away one by one. */
export function FileField({ files, onChange }: { files: readonly File[]; onChange: (files: File[]) => void }) {
  const { t, language } = useText()
  const input = useRef<HTMLInputElement>(null)
  const fault = tooMuch(files)
  return (
    <>
      <Field>
        <Label>{t('portal.files')}</Label>
        <Field.Description>{t('portal.files.text')}</Field.Description>
        <Input
          ref={input}
          type="file"
          multiple
          aria-invalid={fault || undefined}
          onChange={(event) => {
            const chosen = [...(event.target.files ?? [])]
            onChange([...files, ...chosen.filter((one) => !files.some((file) => nameOf(file) === nameOf(one)))])
            // So that the same file can be chosen again once it is taken away.
            event.target.value = ''
          }}
        />
        {fault ? <ValidationMessage>{t('portal.files.too_much')}</ValidationMessage> : null}
      </Field>
      {files.length === 0 ? null : (
        <ul className="plain-list portal-files" aria-label={t('portal.files.chosen')}>
          {files.map((file) => (
            <li key={nameOf(file)}>
              <span className="breaks">{file.name}</span>
              <span className="quiet">{formatSize(file.size, language)}</span>
              <Button
                type="button"
                variant="tertiary"
                data-size="sm"
                aria-label={t('portal.files.remove', { name: file.name })}
                onClick={() => {
                  onChange(files.filter((one) => one !== file))
                  input.current?.focus()
                }}
              >
                <Icon name="close" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
