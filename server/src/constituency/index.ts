/** Who is served: members, what is theirs, and whom to tell. */
export { readEmail } from './contact.ts'
export { readDomain } from './domain.ts'
export { addConstituencyRoutes } from './member.routes.ts'
export { contactsOf, memberNames, setTellOfSensors, tellsOfSensors } from './member.store.ts'
export { addMemberDataRoutes } from './member-data.routes.ts'
export type { MemberData } from './member-data.ts'
export { importMembers } from './member-import.store.ts'
export { orgnrFrom, readOrgnr } from './orgnr.ts'
