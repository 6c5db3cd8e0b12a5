import { useEffect, useState } from 'react'
import { useText } from '../app/i18n.tsx'
import { Icon } from './icon.tsx'
import { announce } from './live-region.tsx'
import { middle } from './middle.ts'

const shownMilliseconds = 2_000

/** A button that copies; says so for two seconds, to the eye and to a screen reader. */
export function CopyButton({ value, name }: { value: string; name?: string }) {
  const { t } = useText()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), shownMilliseconds)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    setCopied(true)
    announce(t('copy.done'))
  }
  return (
    <button
      type="button"
      className="copy ds-focus"
      aria-label={t('copy.button', { what: name ?? value })}
      title={copied ? t('copy.done') : t('copy.title')}
      data-copied={copied || undefined}
      onClick={() => void copy()}
    >
      <Icon name={copied ? 'check' : 'copy'} size={16} />
    </button>
  )
}

type CopyableProps = { value: string; length?: number; href?: string }

/** An address, hash or number in the fixed-width face, shortened in the middle, with a copy button. */
export function Copyable({ value, length = 32, href }: CopyableProps) {
  const shown = middle(value, length)
  const title = shown === value ? undefined : value
  return (
    <span className="copyable">
      {href ? (
        <a className="mono" href={href} title={title}>
          {shown}
        </a>
      ) : (
        <code className="mono" title={title}>
          {shown}
        </code>
      )}
      <CopyButton value={value} />
    </span>
  )
}
