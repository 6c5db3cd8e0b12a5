import { Link } from '@tanstack/react-router'
import type { AuditEntry } from '../api/types.ts'
import { useText } from '../app/i18n.tsx'
import { useMay } from '../app/session.ts'

type Actor = Pick<AuditEntry, 'actor_kind' | 'actor_id' | 'actor_name'>

/** Who did it: by name where there is one, else by what kind of caller it was. */
export function ActorName({ of: actor, plain = false }: { of: Actor; plain?: boolean }) {
  const { t } = useText()
  const mayPeople = useMay('people.read')
  const { actor_kind: kind, actor_id: id, actor_name: name } = actor
  if (name === null) return t(`actor.${kind}`)
  if (kind === 'person' && !plain && mayPeople && id !== null) {
    return (
      <Link to="/people/$id" params={{ id }} className="ds-link">
        {name}
      </Link>
    )
  }
  return kind === 'person' ? name : t('actor.named', { kind: t(`actor.${kind}`), name })
}
