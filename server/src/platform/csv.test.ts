import { describe, expect, it } from 'vitest'
import { csvCell, readCsv } from './csv.ts'

const read = (text: string | Buffer) => readCsv(text, ['name', 'note'])

describe('a CSV file', () => {
  it('keeps the line of each row, whatever its line ends', () => {
    expect(read('name,note\r\na,"1\r\n2"\n\n"b ""x""",;\rc,')).toEqual({
      rows: [
        { line: 2, cells: { name: 'a', note: '1\n2' } },
        { line: 5, cells: { name: 'b "x"', note: ';' } },
        { line: 6, cells: { name: 'c', note: '' } },
      ],
      errors: [],
    })
  })

  it.each([
    ['', 'first line must be: name,note'],
    ['name\n', 'The column "note" is missing'],
    ['name,note,colour\n', 'The column "colour" is not known'],
    ['name,note,name\n', 'The column "name" is there twice'],
    ['name,note\0\n', 'not plain text'],
    [Buffer.from([0x6e, 0xe5, 0x0a]), 'not UTF-8'],
  ])('%j is refused as a whole', (text, message) => {
    expect(read(text)).toEqual({
      rows: [],
      errors: [expect.objectContaining({ row: 1, message: expect.stringContaining(message) })],
    })
  })

  it('with a broken row still gives the others, and each fault', () => {
    const { rows, errors } = read('name,note\na,1,2\nb,1\nc,"1')
    expect(rows.map(({ line }) => line)).toEqual([3])
    expect(errors.map(({ row, message }) => [row, message.slice(0, 20)])).toEqual([
      [2, 'The row has 3 fields'],
      [4, 'A double quote is no'],
    ])
  })

  it('with a national identity number where people write freely names row and column, and repeats it nowhere', () => {
    const number = '01010100131'
    const found = readCsv(`name,note\na,x\nb,gjelder ${number}\n${number},z`, ['name', 'note'], ['note'])
    expect(found.errors).toEqual([
      { row: 3, column: 'note', value: null, message: expect.stringContaining('national identity number') },
    ])
    expect(found.rows.map(({ cells }) => cells)).toEqual([
      { name: 'a', note: 'x' },
      { name: 'b', note: 'gjelder ***********' },
      { name: number, note: 'z' },
    ])
  })
})

describe('a cell that we hand out', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+47 22 00 00 00', "'+47 22 00 00 00"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['\n=1', '"\'\n=1"'],
    ['\uff1d1', "'\uff1d1"],
    ['=HYPERLINK("http://evil.example";"x")', '"\'=HYPERLINK(""http://evil.example"";""x"")"'],
  ])('%j is text and no formula', (text, cell) => {
    expect(csvCell(text)).toBe(cell)
  })

  it('is left as it is where nothing in it runs, and quoted where it must be', () => {
    expect(['a=1', 'x@evil.example', '', 'a;b', 'a,b', 'a "b"'].map(csvCell)).toEqual([
      'a=1',
      'x@evil.example',
      '',
      '"a;b"',
      '"a,b"',
      '"a ""b"""',
    ])
  })
})
