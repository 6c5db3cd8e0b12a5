import { Alert, Button } from '@digdir/designsystemet-react'
import { faultKind, problemOf } from '../api/problem.ts'
import { useText } from '../app/i18n.tsx'
import { knownProblems } from './known-problems.ts'

/** What happened, what is safe, what to do; the server's own words below, with its code for whoever is asked to help. */
export function ProblemNotice({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useText()
  const problem = problemOf(0, error)
  const kind = faultKind(problem.status)
  const known = knownProblems.find((code) => code === problem.code)
  return (
    <Alert data-color={kind === 'refused' || kind === 'forbidden' ? 'warning' : 'danger'} role="alert">
      <div className="problem">
        <p className="problem-title">{t(known ? `problem.code.${known}` : `problem.${kind}.title`)}</p>
        {known ? null : <p>{t(`problem.${kind}.next`)}</p>}
        {problem.status > 0 ? (
          <p className="problem-detail" lang="en">
            {problem.detail ?? problem.message} <code>{problem.code}</code>
          </p>
        ) : null}
        {problem.errors.length > 0 ? (
          <ul lang="en">
            {problem.errors.map((fault) => (
              <li key={`${fault.at} ${fault.message}`}>
                {fault.at ? `${fault.at}: ` : ''}
                {fault.message}
              </li>
            ))}
          </ul>
        ) : null}
        {retry ? (
          <Button variant="secondary" data-size="sm" onClick={retry}>
            {t('retry')}
          </Button>
        ) : null}
      </div>
    </Alert>
  )
}
