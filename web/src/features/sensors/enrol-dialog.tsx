import { Button, Dialog, Heading, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useId, useState } from 'react'
import { useForm } from 'react-hook-form'
import { api, unwrap } from '../../api/client.ts'
import type { SensorEnrolled } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { CopyButton } from '../../components/copyable.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { memberPage } from '../members/members.queries.ts'

type Fields = { member: string; name: string }

/** As many suggestions as a list under a field can hold. */
const suggestions = 20

/** Enrols a sensor and shows its token this once. */
export function EnrolDialog({ member, onClose }: { member?: string; onClose: () => void }) {
  const { t } = useText()
  const client = useQueryClient()
  const listId = useId()
  const form = useForm<Fields>({ defaultValues: { member: member ?? '', name: '' } })
  const { errors } = form.formState
  const { setFocus } = form
  useEffect(() => setFocus('member'), [setFocus])
  const typed = useDeferredValue(form.watch('member'))
  const members = useQuery({
    queryKey: ['members', 'suggest', typed],
    queryFn: () => memberPage(typed ? { q: typed } : {}, undefined, suggestions),
  })
  const enrol = useMutation({
    mutationFn: (body: Fields) => unwrap<SensorEnrolled>(api.POST('/api/v1/sensors', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sensors'] }),
  })
  return (
    <Dialog open onClose={onClose} closeButton={t('close')} data-size="sm">
      <Heading level={2} data-size="xs" className="dialog-title">
        {t('enrol.title')}
      </Heading>
      {enrol.data ? (
        <Token enrolled={enrol.data} onClose={onClose} />
      ) : (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => void form.handleSubmit((fields) => enrol.mutate(fields))(event)}
        >
          <Textfield
            label={t('enrol.member')}
            description={t('enrol.member.text')}
            list={listId}
            autoComplete="off"
            error={errors.member?.message}
            {...form.register('member', {
              validate: (value) => /^\d{9}$/.test(value.trim()) || t('enrol.member.wrong'),
              setValueAs: String,
            })}
          />
          <datalist id={listId}>
            {members.data?.items.map((one) => (
              <option key={one.orgnr} value={one.orgnr}>
                {one.name}
              </option>
            ))}
          </datalist>
          <Textfield
            label={t('enrol.name')}
            description={t('enrol.name.text')}
            autoComplete="off"
            error={errors.name?.message}
            {...form.register('name', {
              required: t('enrol.name.missing'),
              maxLength: { value: 100, message: t('enrol.name.long') },
            })}
          />
          {enrol.error ? <ProblemNotice error={enrol.error} /> : null}
          <div className="dialog-actions">
            <Button type="submit" loading={enrol.isPending}>
              {t('enrol.go')}
            </Button>
            <Button type="button" variant="secondary" onClick={onClose}>
              {t('cancel')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}

function Token({ enrolled, onClose }: { enrolled: SensorEnrolled; onClose: () => void }) {
  const { t } = useText()
  const [kept, setKept] = useState(false)
  const call = `curl -X POST ${window.location.origin}/ingest/v1/events -H "Authorization: Bearer ${enrolled.token}" --data-binary @eve.json`
  return (
    <div className="stack" role="status">
      <p>
        <strong>{t('enrol.done', { name: enrolled.name })}</strong> {t('enrol.once')}
      </p>
      <div className="token">
        <code className="mono breaks">{enrolled.token}</code>
        <CopyButton value={enrolled.token} name={t('enrol.token')} />
      </div>
      <p>{t('enrol.try')}</p>
      <div className="token">
        <code className="mono breaks">{call}</code>
        <CopyButton value={call} name={t('enrol.command')} />
      </div>
      <label className="check-line">
        <input
          type="checkbox"
          className="ds-focus"
          checked={kept}
          onChange={(event) => setKept(event.target.checked)}
        />
        {t('enrol.kept')}
      </label>
      <div className="dialog-actions">
        <Button disabled={!kept} onClick={onClose}>
          {t('enrol.close')}
        </Button>
      </div>
    </div>
  )
}
