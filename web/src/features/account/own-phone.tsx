import { Button, Checkbox, Textfield } from '@digdir/designsystemet-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, unwrap } from '../../api/client.ts'
import { ApiProblem } from '../../api/problem.ts'
import type { OwnPhone as Phone } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { showToast } from '../../components/toast.tsx'

/** By which number I am woken, and whether I want to be. */
export function OwnPhone() {
  const { t } = useText()
  const own = useQuery({
    queryKey: ['account', 'phone'],
    queryFn: () => unwrap<Phone>(api.GET('/api/v1/me/phone')),
  })
  return (
    <Section level={2} title={t('account.phone')}>
      {own.isPending ? <SkeletonRows rows={2} /> : null}
      {own.error ? <ProblemNotice error={own.error} retry={() => void own.refetch()} /> : null}
      {own.data ? <PhoneForm key={`${own.data.phone} ${own.data.sms}`} own={own.data} /> : null}
    </Section>
  )
}

function PhoneForm({ own }: { own: Phone }) {
  const { t } = useText()
  const client = useQueryClient()
  const [phone, setPhone] = useState(own.phone ?? '')
  const [sms, setSms] = useState(own.sms)
  const fresh = () => client.invalidateQueries({ queryKey: ['account', 'phone'] })
  const keep = (body: Pick<Phone, 'phone' | 'sms'>) => unwrap(api.PUT('/api/v1/me/phone', { body }))
  const save = useMutation({
    mutationFn: () => keep({ phone: phone.trim() === '' ? null : phone, sms }),
    onSuccess: async () => {
      const before = { phone: own.phone, sms: own.sms }
      const failed = () => showToast(t('account.phone.failed'), { tone: 'bad' })
      showToast(t('account.phone.saved'), { undo: () => void keep(before).then(fresh, failed) })
      await fresh()
    },
  })
  const wrong = save.error instanceof ApiProblem && save.error.errors.some(({ at }) => at === '/phone')
  const changed = phone.trim() !== (own.phone ?? '') || sms !== own.sms
  return (
    <form
      className="account-phone"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <p className="quiet">{t(own.gateway ? 'account.phone.text' : 'account.phone.no_gateway')}</p>
      <Textfield
        type="tel"
        autoComplete="tel"
        label={t('account.phone.number')}
        value={phone}
        maxLength={40}
        error={wrong ? t('account.phone.wrong') : undefined}
        onChange={(event) => setPhone(event.target.value)}
      />
      <Checkbox
        label={t('account.phone.sms')}
        checked={sms}
        value="sms"
        onChange={(event) => setSms(event.target.checked)}
      />
      {save.error && !wrong ? <ProblemNotice error={save.error} /> : null}
      <Button type="submit" data-size="sm" variant="secondary" disabled={!changed} loading={save.isPending}>
        {t('account.phone.save')}
      </Button>
    </form>
  )
}
