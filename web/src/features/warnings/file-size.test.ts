import { expect, it } from 'vitest'
import { formatSize } from './file-size.ts'

it.each([
  [4, '4 B'],
  [1_540, '1,5 kB'],
  [38_400, '38 kB'],
  [4_200_000, '4,2 MB'],
])('%i bytes are %s', (bytes, shown) => {
  expect(formatSize(bytes, 'nb').replace(/\u00a0/g, ' ')).toBe(shown)
})
