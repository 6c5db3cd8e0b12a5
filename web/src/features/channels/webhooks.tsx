import { Button } from '@digdir/designsystemet-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { Empty } from '../../components/empty.tsx'
import { Icon } from '../../components/icon.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { WebhookDialog } from './webhook-dialog.tsx'
import { WebhookItem } from './webhook-item.tsx'
import { webhooksQuery } from './webhooks.queries.ts'

/** Where else is the member told, and does it work? */
export function Webhooks({ member }: { member: string }) {
  return useMay('webhooks.read') ? <WebhooksOf member={member} /> : null
}

function WebhooksOf({ member }: { member: string }) {
  const { t } = useText()
  const mayWrite = useMay('webhooks.write')
  const webhooks = useQuery(webhooksQuery(member))
  const [making, setMaking] = useState(false)
  const items = webhooks.data?.items ?? []
  return (
    <Section
      title={t('webhooks.title')}
      aside={
        mayWrite ? (
          <Button variant="secondary" data-size="sm" onClick={() => setMaking(true)}>
            <Icon name="plus" size={18} />
            {t('webhook.make')}
          </Button>
        ) : null
      }
    >
      {webhooks.isPending ? <SkeletonRows rows={2} /> : null}
      {webhooks.error ? <ProblemNotice error={webhooks.error} retry={() => void webhooks.refetch()} /> : null}
      {webhooks.data && items.length === 0 ? (
        <Empty title={t('webhooks.none')}>
          <p>{t('webhooks.none.text')}</p>
        </Empty>
      ) : null}
      <ul className="webhooks">
        {items.map((webhook) => (
          <WebhookItem key={webhook.id} webhook={webhook} mayWrite={mayWrite} />
        ))}
      </ul>
      {making ? <WebhookDialog member={member} onClose={() => setMaking(false)} /> : null}
    </Section>
  )
}
