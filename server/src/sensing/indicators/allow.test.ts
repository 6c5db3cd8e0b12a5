import { expect, it } from 'vitest'
import { readAllowed } from './allow.ts'
import { builtIn } from './allow-built-in.ts'

it.each([
  ['198.51.100.7', 'network', '198.51.100.7/32'],
  ['198.51.100.0/24', 'network', '198.51.100.0/24'],
  ['2001:DB8::1', 'network', '2001:db8::1/128'],
  ['*.Helse[.]example', 'domain', 'helse.example'],
  ['helse.example.', 'domain', 'helse.example'],
  ['D41D8CD98F00B204E9800998ECF8427E', 'value', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['https://helse.example/side', 'value', 'https://helse.example/side'],
  ['post@helse.example', 'value', 'post@helse.example'],
])('%s is read as a %s, %s', (text, kind, value) => {
  expect(readAllowed(text)).toEqual({ value: { kind, value } })
})

it.each(['', 'com', '10.0.0.0/4', 'no such thing', '127.0.0.1'])('"%s" is refused with the mend', (text) => {
  expect(readAllowed(text)).toEqual({ fault: expect.stringMatching(/[.]$/) })
})

it('what comes with the program is in the form in which it is compared, each once', () => {
  expect(new Set(builtIn.map(({ value }) => value)).size).toBe(builtIn.length)
  for (const { kind, value } of builtIn) {
    const read = readAllowed(value)
    if (kind !== 'network') expect(read, value).toEqual({ value: { kind: kind === 'name' ? 'domain' : kind, value } })
    else if (!/^(224|100|fc|fe|ff)/.test(value)) expect(read, value).toEqual({ value: { kind, value } })
  }
})
