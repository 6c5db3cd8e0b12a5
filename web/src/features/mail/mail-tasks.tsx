import { Button } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { MailTask } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { Copyable } from '../../components/copyable.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Time } from '../../components/time.tsx'
import { showToast } from '../../components/toast.tsx'
import { warningNumber } from '../warnings/warning-number.ts'
import { finishTask, mailTasksQuery } from './mail.queries.ts'

/** What mails have led to that a person must see to; nothing where there is nothing. */
export function MailTasks({ member = null }: { member?: string | null }) {
  const may = useMay('warnings.chase')
  return may ? <MailTasksOf member={member} /> : null
}

function MailTasksOf({ member }: { member: string | null }) {
  const { t } = useText()
  const client = useQueryClient()
  const tasks = useQuery(mailTasksQuery(member))
  const finish = useMutation({
    mutationFn: finishTask,
    onSuccess: () => showToast(t('mail_tasks.done.toast')),
    onSettled: () => client.invalidateQueries({ queryKey: ['members', 'mail-tasks'] }),
  })
  if (tasks.error) return <ProblemNotice error={tasks.error} retry={() => void tasks.refetch()} />
  if (!tasks.data || tasks.data.items.length === 0) return null
  return (
    <section aria-labelledby="mail-tasks" className="failures">
      <h2 id="mail-tasks">
        {t('mail_tasks.title')} ({tasks.data.items.length})
      </h2>
      {finish.error ? <ProblemNotice error={finish.error} /> : null}
      <ul>
        {tasks.data.items.map((task) => (
          <li key={task.id}>
            <TaskWords task={task} withMember={member === null} />
            <Time at={task.raised_at} />
            <Button
              variant="secondary"
              data-size="sm"
              loading={finish.isPending && finish.variables === task.id}
              onClick={() => finish.mutate(task.id)}
            >
              {t('mail_tasks.done')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function TaskWords({ task, withMember }: { task: MailTask; withMember: boolean }) {
  const { t } = useText()
  const said = task.kind === 'key_expiring' ? null : task.words
  return (
    <div className="mail-task">
      <span>
        <strong>{task.contact?.name ?? task.member_name}</strong>{' '}
        {withMember ? (
          <Link to="/members/$orgnr" params={{ orgnr: task.member }} className="ds-link">
            {task.member_name}
          </Link>
        ) : null}{' '}
        {task.warning ? (
          <Link to="/warnings/$id" params={{ id: task.warning.id }} className="ds-link">
            {t('mail_tasks.warning', { number: warningNumber(task.warning.number) })}
          </Link>
        ) : null}
      </span>
      <span>{t(`mail_tasks.${task.kind}`, { date: task.words })}</span>
      {task.kind === 'address' && task.contact ? <Copyable value={task.contact.email} length={40} /> : null}
      {task.kind === 'reply' ? <blockquote className="server-words breaks">{task.words}</blockquote> : null}
      {said !== null && task.kind !== 'reply' ? (
        <p className="server-words">
          {task.kind === 'address' ? `${t('mail_tasks.said')} ` : null}
          <code className="mono breaks" lang="en">
            {said}
          </code>
        </p>
      ) : null}
    </div>
  )
}
