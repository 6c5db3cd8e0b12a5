import { describe, expect, it } from 'vitest'
import { ActionUnreadable, bulkReply, createBulkReframer } from './bulk-reframer.ts'

/** The body in pieces of `size` bytes: what passes, and what becomes of each action. */
function reframe(body: string, size: number) {
  const reframer = createBulkReframer()
  const bytes = Buffer.from(body)
  const passed: Buffer[] = []
  for (let at = 0; at < bytes.length; at += size) {
    // A copy, as it comes from a socket: the reframer moves bytes in what it is given.
    passed.push(...reframer.push(Buffer.from(bytes.subarray(at, at + size))))
  }
  const whole = reframer.finish()
  return { passed: Buffer.concat(passed).toString(), whole, runs: reframer.runs() }
}

const sizes = [1, 2, 7, 64, 10_000]

describe('source lines pass, and nothing else', () => {
  it.each(sizes)('in pieces of %i bytes', (size) => {
    const body = [
      '{"create":{"_index":"eve-2026"}}',
      '{"a":"\\"delete\\":"}',
      '',
      ' { "index" : { "_index": "a rather long name, longer than what is held of an action line" } }\r',
      '{"delete":1}\r',
      '{"delete":{"_id":"1"}}',
      '{"update":{"_id":"1"}}',
      '{"doc":{"a":2}}',
      '{"create":{}}',
      '  ',
      '{"index":{}}',
      '{"æ":"no line end"}',
    ].join('\n')
    expect(reframe(body, size)).toEqual({
      passed: '{"a":"\\"delete\\":"}\n{"delete":1}\r\n  \n{"æ":"no line end"}',
      whole: true,
      runs: [
        { action: 'create', result: 'taken', count: 1 },
        { action: 'index', result: 'taken', count: 1 },
        { action: 'delete', result: 'unsupported', count: 1 },
        { action: 'update', result: 'unsupported', count: 1 },
        { action: 'create', result: 'empty', count: 1 },
        { action: 'index', result: 'taken', count: 1 },
      ],
    })
  })

  it.each(sizes)('and an action without its source is told, in pieces of %i bytes', (size) => {
    for (const end of ['{"index":{}}', '{"index":{}}\n']) {
      const { passed, whole, runs } = reframe(`{"create":{}}\n{"a":1}\n${end}`, size)
      expect([passed, whole, runs.length]).toEqual(['{"a":1}\n', false, 1])
    }
  })

  it('a line that names no action is named', () => {
    for (const wrong of ['{"a":1}', '{"creates":{}}', '[]', '"create":']) {
      expect(() => reframe(`{"create":{}}\n{"a":1}\n${wrong}\n`, 5)).toThrow(new ActionUnreadable(3))
    }
  })

  it('results are held as runs, and no body can make millions of them', () => {
    expect(reframe('{"create":{}}\n{"a":1}\n'.repeat(5000), 999).runs).toEqual([
      { action: 'create', result: 'taken', count: 5000 },
    ])
    const motley = '{"create":{}}\n{"a":1}\n{"delete":{}}\n'.repeat(60_000)
    expect(() => reframe(motley, 65_536)).toThrow('the body is too large')
  })
})

describe('the reply', () => {
  const parsed = (...given: Parameters<typeof bulkReply>) => JSON.parse([...bulkReply(...given)].join(''))

  it('has an item for each action', () => {
    expect(parsed(3, [])).toEqual({ took: 3, errors: false, items: [] })
    const taken = parsed(0, [{ action: 'create', result: 'taken', count: 2500 }])
    expect(taken.errors).toBe(false)
    expect(taken.items).toHaveLength(2500)
    expect(taken.items[2499]).toEqual({ create: { status: 201 } })
  })

  it('says which were refused, and why', () => {
    const { errors, items } = parsed(0, [
      { action: 'index', result: 'taken', count: 1 },
      { action: 'delete', result: 'unsupported', count: 2 },
      { action: 'create', result: 'empty', count: 1 },
    ])
    expect(errors).toBe(true)
    expect(items).toEqual([
      { index: { status: 201 } },
      { delete: { status: 400, error: expect.objectContaining({ type: 'illegal_argument_exception' }) } },
      { delete: { status: 400, error: expect.anything() } },
      { create: { status: 400, error: expect.objectContaining({ type: 'mapper_parsing_exception' }) } },
    ])
  })
})
