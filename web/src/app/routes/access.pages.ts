/** What is fetched when the first of these pages is come to. */

export { AuditPage } from '../../features/audit/audit-page.tsx'
export { KeyPanel } from '../../features/keys/key-panel.tsx'
export { KeysPage } from '../../features/keys/keys-page.tsx'
export { PeoplePage } from '../../features/people/people-page.tsx'
export { PersonPanel } from '../../features/people/person-panel.tsx'
export { ProtectionPage } from '../../features/protection/protection-page.tsx'
export { RolesPage } from '../../features/roles/roles-page.tsx'
