import type { WarningDetail } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Empty } from '../../components/empty.tsx'
import { Time } from '../../components/time.tsx'
import { ResponseFiles } from './response-files.tsx'

/** What the member said, the newest first, in its own words. */
export function WarningResponses({ responses, sent }: { responses: WarningDetail['responses']; sent: boolean }) {
  const { t } = useText()
  if (responses.length === 0) return <Empty title={t(sent ? 'responses.none' : 'responses.not_sent')} />
  return (
    <ul className="responses">
      {[...responses]
        .sort((a, b) => b.at.localeCompare(a.at))
        .map((response) => (
          <li key={response.id} data-help={response.answer === 'affected_need_help' || undefined}>
            <div className="delivery-line">
              <strong>{t(headOf(response))}</strong>
              <span className="quiet">
                {response.contact_name}
                {response.channel === 'link' ? null : ` · ${t(`response.${response.channel}`)}`}
                {response.channel === 'email' && response.signature !== 'bad'
                  ? ` · ${t(`response.signature.${response.signature ?? 'none'}`)}`
                  : null}
                {response.recorded_by ? ` · ${t('response.recorded', { who: response.recorded_by })}` : null}
              </span>
              <Time at={response.at} />
            </div>
            {response.signature === 'bad' ? <p className="note">{t('response.signature.bad')}</p> : null}
            {response.one_by_one ? <p className="quiet">{t('responses.one_by_one')}</p> : null}
            {response.comment ? <blockquote>{response.comment}</blockquote> : null}
            <ResponseFiles files={response.attachments} />
            {response.done.length > 0 ? (
              <ul className="done-list" aria-label={t('responses.done')}>
                {response.done.map((measure) => (
                  <li key={measure}>{measure}</li>
                ))}
              </ul>
            ) : null}
          </li>
        ))}
    </ul>
  )
}

function headOf({ kind, answer }: WarningDetail['responses'][number]) {
  if (kind === 'withdraw') return 'responses.withdrawn'
  return answer === null ? 'responses.acknowledged' : (`answer.${answer}` as const)
}
