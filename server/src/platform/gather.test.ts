import { expect, it } from 'vitest'
import { gather } from './gather.ts'

/** Doubles numbers, and says which came together. */
function doubling(most = 100) {
  const together: number[][] = []
  const ends: (() => void)[] = []
  const double = gather(async (numbers: number[]) => {
    together.push(numbers)
    await new Promise<void>((resolve) => ends.push(resolve))
    if (numbers.includes(13)) throw new Error('unlucky')
    return numbers.map((n) => n * 2)
  }, most)
  const end = async () => {
    while (ends.length === 0) await new Promise(setImmediate)
    ends.shift()?.()
  }
  return { double, together, end }
}

it('who asks while one is under way goes with the next, together with all others, and each gets its own result', async () => {
  const { double, together, end } = doubling()
  const first = [double(1), double(2)]
  while (together.length === 0) await new Promise(setImmediate)
  const second = [double(3), double(4), double(5)]
  await end()
  expect(await Promise.all(first)).toEqual([2, 4])
  await end()
  expect(await Promise.all(second)).toEqual([6, 8, 10])
  expect(together).toEqual([
    [1, 2],
    [3, 4, 5],
  ])
})

it('a fault is everyone’s of that time and nobody’s of the next, and no more go together than may', async () => {
  const { double, together, end } = doubling(2)
  const all = Promise.allSettled([double(1), double(13), double(2)])
  await end()
  await end()
  expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
  expect(together).toEqual([[1, 13], [2]])
})
