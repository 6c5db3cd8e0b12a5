import { describe, expect, it } from 'vitest'
import { cveForm, readProducts, readReferences, readWords, writeProducts, writeReferences } from './lines.ts'

describe('lines', () => {
  it('are products, split by semicolons or tabs', () => {
    const rows = [
      { vendor: 'Fabrikk', product: 'Ruter', affected: '<2', fixed: '2' },
      { vendor: '', product: 'Svitsj', affected: '', fixed: '' },
    ]
    expect(readProducts('Fabrikk\tRuter\t<2\t2\n\n Svitsj ')).toEqual(rows)
    expect(readProducts(writeProducts(rows))).toEqual(rows)
  })

  it('are references with what they are called', () => {
    const rows = [{ url: 'https://fabrikk.example/1', title: 'Fra produsenten' }]
    expect(readReferences(`${writeReferences(rows)}\nikke en adresse\njavascript:alert(1)`)).toEqual(rows)
  })

  it('are words of one form, each once', () => {
    expect(readWords('cve-2026-10001, CVE-2026-10001\nCVE-2026-1 CVE-2026-10002', cveForm)).toEqual([
      'CVE-2026-10001',
      'CVE-2026-10002',
    ])
  })
})
