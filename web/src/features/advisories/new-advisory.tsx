import { Button, Textfield } from '@digdir/designsystemet-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useText } from '../../app/i18n.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { makeAdvisory } from './advisories.queries.ts'
import { cveForm, readWords } from './lines.ts'

/** A new advisory from what is known of some CVEs, or a general notice. */
export function NewAdvisory() {
  const { t } = useText()
  const { cve } = useSearch({ from: '/shell/about-vulnerabilities/advisories' })
  const navigate = useNavigate()
  const [typed, setTyped] = useState(cve ?? '')
  const cves = readWords(typed, cveForm)
  const unread = typed.trim() !== '' && cves.length === 0
  const make = useMutation({
    mutationFn: () => makeAdvisory(cves),
    onSuccess: ({ id }) => navigate({ to: '/advisories/$id', params: { id }, search: { view: 'edit' }, replace: true }),
  })
  return (
    <article>
      <ObjectHead kicker={t('page.advisories')} title={t('advisories.new')} back={{ to: '/advisories' }} />
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!unread) make.mutate()
        }}
      >
        <Textfield
          label={t('advisory.cves')}
          description={t('advisories.new.text')}
          value={typed}
          error={unread ? t('advisory.cves.wrong') : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div>
          <Button type="submit" loading={make.isPending} disabled={unread}>
            {t(cves.length > 0 ? 'advisories.begin.cve' : 'advisories.begin.notice', { count: cves.length })}
          </Button>
        </div>
      </form>
      {make.error ? <ProblemNotice error={make.error} /> : null}
    </article>
  )
}
