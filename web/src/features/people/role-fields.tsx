import type { Role } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMe } from '../../app/session.ts'
import { SelectField } from '../../components/select-field.tsx'
import { isOrgnr, MemberField } from '../members/member-field.tsx'
import { grantableMembers, grantableRoles, isAtMember } from './grantable.ts'

export type RoleDraft = { role: Role; member: string }

/** The one that most are invited to: the least that the reader may give. */
export function firstDraft(me: Parameters<typeof grantableRoles>[0]): RoleDraft {
  const roles = grantableRoles(me)
  return {
    role: roles.find((role) => role === 'analyst' || role === 'member_contact') ?? 'member_contact',
    member: grantableMembers(me)?.[0] ?? '',
  }
}

/** Whether a draft names a member where its role is held at one. */
export const isWhole = ({ role, member }: RoleDraft): boolean => !isAtMember(role) || isOrgnr(member)

type RoleFieldsProps = { draft: RoleDraft; onChange: (draft: RoleDraft) => void; showFault: boolean }

/** A role that the reader may give, and the member where it is held at one. */
export function RoleFields({ draft, onChange, showFault }: RoleFieldsProps) {
  const { t } = useText()
  const me = useMe()
  return (
    <>
      <SelectField
        label={t('role.label')}
        description={t(`role.${draft.role}.text`)}
        choices={grantableRoles(me).map((value) => ({ value, label: t(`role.${value}`) }))}
        value={draft.role}
        onChange={(role) => onChange({ ...draft, role })}
      />
      {isAtMember(draft.role) ? (
        <MemberField
          label={t('column.member')}
          value={draft.member}
          onChange={(member) => onChange({ ...draft, member })}
          error={showFault && !isOrgnr(draft.member) ? t('member_field.wrong') : undefined}
        />
      ) : null}
    </>
  )
}
