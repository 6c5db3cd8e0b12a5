import { expect, it } from 'vitest'
import { wkdHash, wkdUrls } from './wkd.ts'

it('names a key as the draft’s own example does', () => {
  // draft-koch-openpgp-webkey-service, section 3.1: Joe.Doe@Example.ORG
  expect(wkdUrls('Joe.Doe@example.org')).toEqual([
    'https://openpgpkey.example.org/.well-known/openpgpkey/example.org/hu/iy9q119eutrkn8s1mk4r39qejnbu3n5q?l=Joe.Doe',
    'https://example.org/.well-known/openpgpkey/hu/iy9q119eutrkn8s1mk4r39qejnbu3n5q?l=Joe.Doe',
  ])
  expect(wkdHash('joe.doe')).toBe(wkdHash('JOE.DOE'))
})

it('asks in the form that names have on the wire, and nowhere for what is no address', () => {
  expect(wkdUrls('vakt@blåbær.example')[1]).toMatch(/^https:\/\/xn--blbr-roah\.example\//)
  expect(wkdUrls('vakt')).toEqual([])
})
