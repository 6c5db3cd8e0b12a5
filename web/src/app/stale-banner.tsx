import { useEffect, useState } from 'react'
import { useText } from './i18n.tsx'
import { formatTime } from './time.ts'
import type { LiveState } from './use-live.ts'

/** A short break is mended before anyone has read about it. */
const graceMilliseconds = 4_000

/** Says that the figures no longer move by themselves, since when, and that it is being mended. */
export function StaleBanner({ state }: { state: LiveState }) {
  const { t, language } = useText()
  const [since, setSince] = useState<number | null>(null)
  useEffect(() => {
    if (state !== 'down') {
      setSince(null)
      return
    }
    const lost = Date.now()
    const timer = setTimeout(() => setSince(lost), graceMilliseconds)
    return () => clearTimeout(timer)
  }, [state])
  if (since === null) return null
  return (
    <div className="stale" role="status">
      {t('stale', { time: formatTime(since, language, 'clock') })}
    </div>
  )
}
