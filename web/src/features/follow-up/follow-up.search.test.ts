import { expect, it } from 'vitest'
import { filterOf, followUpSearch } from './follow-up.search.ts'

it.each([
  [
    { county: 3, standing: 'silent', weeks: 52, by: 'pairs' },
    { county: '03', standing: 'silent', weeks: '52', by: 'pairs' },
  ],
  [{ county: '99', standing: 'loud', weeks: 7, by: 'x', sort: 'y', advisory: 'z' }, {}],
  [{ cve: 'CVE-2026-10001' }, { cve: 'CVE-2026-10001' }],
  [{ cve: 'CVE-2026-10001; drop' }, {}],
])('reads the address %o', (given, read) => {
  expect(followUpSearch(given)).toEqual(read)
})

it('asks for weeks by number, and not for what the plot counts', () => {
  expect(filterOf({ weeks: '13', by: 'pairs', kind: 'gp' })).toEqual({ weeks: 13, kind: 'gp' })
})
