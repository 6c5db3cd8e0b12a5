import { Alert, Button, Textarea } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { Icon } from '../../components/icon.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { readPasted } from './found.ts'
import { startHunt } from './hunt.queries.ts'

const dayChoices = ['7', '30', '90', '365'] as const
const usualDays = '30'
const most = 10_000
/** Values that were not understood, named at once; the rest are counted. */
const mostUnread = 5

/** Indicators as people paste them, and how far back to look. */
export function HuntForm({ ask }: { ask: string | undefined }) {
  const { t, count } = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [field, hint] = [useId(), useId()]
  const [text, setText] = useState(ask ?? '')
  const [days, setDays] = useState<string>(usualDays)
  const values = readPasted(text)
  const tooMany = values.length > most
  const start = useMutation({
    mutationFn: () => startHunt({ indicators: values, days: Number(days) }),
    onSuccess: async ({ id }) => {
      setText('')
      await client.invalidateQueries({ queryKey: ['hunts', 'list'] })
      await navigate({ to: '/hunt/$id', params: { id }, search: {} })
    },
  })
  const ready = values.length > 0 && !tooMany
  const submit = () => {
    if (ready && !start.isPending) start.mutate()
  }
  // Enter is a new line here, as people paste lists; with Ctrl it asks.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
  }
  return (
    <form
      className="hunt-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <label htmlFor={field}>{t('hunt.ask')}</label>
      <Textarea
        id={field}
        rows={4}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        className="mono"
        aria-describedby={hint}
        aria-invalid={tooMany || undefined}
        placeholder={'hxxps://skadelig[.]example/last-ned\n203.0.113[.]7\n198.51.100.0/24'}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <p className="quiet" id={hint}>
        {tooMany ? t('hunt.too_many', { count: values.length, most: count(most) }) : t('hunt.ask.text')}
      </p>
      <div className="hunt-go">
        <label className="choices">
          <span>{t('hunt.back')}</span>
          <select className="ds-input ds-focus" value={days} onChange={(event) => setDays(event.target.value)}>
            {dayChoices.map((choice) => (
              <option key={choice} value={choice}>
                {t('hunt.days', { days: Number(choice) })}
              </option>
            ))}
          </select>
        </label>
        <Button type="submit" data-size="sm" disabled={!ready} loading={start.isPending}>
          <Icon name="search" size={18} />
          {values.length > 0 ? t('hunt.start.count', { count: values.length }) : t('hunt.start')}
        </Button>
      </div>
      {start.error ? <ProblemNotice error={start.error} /> : null}
      {start.data && start.data.unread.length > 0 ? <Unread of={start.data.unread} /> : null}
    </form>
  )
}

function Unread({ of: unread }: { of: { text: string; fault: string }[] }) {
  const { t } = useText()
  return (
    <Alert data-color="warning" data-size="sm" role="status">
      <p>{t('hunt.unread', { count: unread.length })}</p>
      <ul className="plain" lang="en">
        {unread.slice(0, mostUnread).map(({ text, fault }) => (
          <li key={`${text} ${fault}`}>
            <code className="mono breaks">{text}</code> {fault}
          </li>
        ))}
      </ul>
      {unread.length > mostUnread ? <p>{t('hunt.unread.more', { count: unread.length - mostUnread })}</p> : null}
    </Alert>
  )
}
