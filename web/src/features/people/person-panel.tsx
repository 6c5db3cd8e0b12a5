import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { Person } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay, useMe } from '../../app/session.ts'
import { languageNames } from '../../app/top-bar.tsx'
import { Copyable } from '../../components/copyable.tsx'
import { type Fact, Facts } from '../../components/facts.tsx'
import { History } from '../../components/history.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { mayDecide } from './grantable.ts'
import { personQuery } from './people.queries.ts'
import { PersonActs } from './person-acts.tsx'
import { PersonRoles } from './person-roles.tsx'
import { PersonState } from './person-state.tsx'

/** Who is it, what may they do, and are they still here? */
export function PersonPanel() {
  const { id } = useParams({ from: '/shell/access/people/$id' })
  const person = useQuery(personQuery(id))
  if (person.isPending) return <SkeletonRows rows={8} />
  if (!person.data) return <ProblemNotice error={person.error} retry={() => void person.refetch()} />
  return <PersonArticle key={id} person={person.data} />
}

function PersonArticle({ person }: { person: Person }) {
  const { t, count } = useText()
  const me = useMe()
  const mayWrite = useMay('people.write')
  const mayLog = useMay('audit.read')
  // Nobody closes or changes their own account here: the last one in could lock everybody out.
  const own = person.email === me.email
  const facts: Fact[] = [
    { name: t('column.state'), value: <PersonState state={person.state} /> },
    { name: t('sign.email'), value: <Copyable value={person.email} length={40} href={`mailto:${person.email}`} /> },
    { name: t('language'), value: languageNames[person.language] },
    { name: t('person.last_sign_in'), value: <Time at={person.last_sign_in_at} both /> },
    { name: t('person.since'), value: <Time at={person.created_at} both /> },
    { name: t('person.live_keys'), value: count(person.live_keys) },
  ]
  if (person.deactivated_at) {
    facts.splice(1, 0, { name: t('person.closed'), value: <Time at={person.deactivated_at} both /> })
  }
  return (
    <article>
      <ObjectHead kicker={t('person.kicker')} title={person.name} back={{ to: '/people', search: (old) => old }}>
        {mayWrite && !own && mayDecide(me, person.roles) ? <PersonActs person={person} /> : null}
      </ObjectHead>
      <Facts facts={facts} />
      <PersonRoles person={person} own={own} />
      {mayLog ? (
        <p className="object-more">
          <Link to="/audit" search={{ actor_id: person.id }} className="ds-link">
            {t('person.done')}
          </Link>
        </p>
      ) : null}
      <History kind="person" id={person.id} />
    </article>
  )
}
