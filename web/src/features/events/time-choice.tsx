import { Button } from '@digdir/designsystemet-react'
import { type FormEvent, useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { formatTime } from '../../app/time.ts'
import type { Change, EventsSearch } from './events.search.ts'
import { spans, type Times, usualSpan } from './span.ts'

/** An instant as the field for local times holds it. */
function local(instant: string | undefined): string {
  if (!instant) return ''
  const at = new Date(instant)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
}

function instant(local: string): string | undefined {
  const at = new Date(local)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** When to look: a span that ends now, or two times of one's own. */
export function TimeChoice({ search, times, onChange }: { search: EventsSearch; times: Times; onChange: Change }) {
  const { t, language } = useText()
  const { from, to } = search
  const own = Boolean(from || to)
  const chosen = own ? null : (search.span ?? usualSpan)
  const say = (at: string | undefined) => (at ? formatTime(Date.parse(at), language, 'second') : '…')
  return (
    <div className="time-choice">
      <ul className="spans" aria-label={t('events.span')}>
        {spans.map((span) => (
          <li key={span}>
            <button
              type="button"
              className="span ds-focus"
              aria-pressed={span === chosen}
              onClick={() => onChange({ span: span === usualSpan ? undefined : span, from: undefined, to: undefined })}
            >
              {t(`events.span.${span}`)}
            </button>
          </li>
        ))}
      </ul>
      {own ? <span className="own-span">{t('events.between', { from: say(from), to: say(to) })}</span> : null}
      <OwnTimes key={`${times.from} ${times.to}`} times={times} onChange={onChange} />
    </div>
  )
}

function OwnTimes({ times, onChange }: { times: Times; onChange: Change }) {
  const { t } = useText()
  const [from, setFrom] = useState(local(times.from))
  const [to, setTo] = useState(local(times.to))
  const wrong = from !== '' && to !== '' && from >= to
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (!wrong) onChange({ from: instant(from), to: instant(to), span: undefined })
  }
  return (
    <details className="twin own-times">
      <summary className="ds-focus">{t('events.own_times')}</summary>
      <form onSubmit={send}>
        <TimeField label={t('events.from')} value={from} onChange={setFrom} />
        <TimeField label={t('events.to')} value={to} onChange={setTo} />
        <Button type="submit" data-size="sm" variant="secondary" disabled={wrong || (from === '' && to === '')}>
          {t('events.use_times')}
        </Button>
        {wrong ? (
          <p className="note" role="alert">
            {t('events.times_wrong')}
          </p>
        ) : null}
      </form>
    </details>
  )
}

function TimeField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="choices">
      <span>{label}</span>
      <input
        type="datetime-local"
        step={1}
        className="ds-input ds-focus"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}
