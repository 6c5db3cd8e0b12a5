import { sql } from 'kysely'

/** The members of that name, found before the list is searched: so the list is asked by number, for which it has an index. */
export const membersCalled = (like: string) => sql<string[]>`array(select orgnr from member where name ilike ${like})`
