/** CSAF documents as a fictive maker writes them, valid by schema and mandatory tests. */
import type { CsafDocument, CsafVulnerability, ProductTree } from '../../src/vulnerability/csaf/csaf-document.ts'

export const vendorNamespace = 'https://nordlys.example'

export type Example = {
  id?: string
  version?: string
  released?: string
  title?: string
  namespace?: string
  tlp?: string
  category?: string
  csaf?: '2.0' | '2.1'
  tree?: ProductTree
  vulnerabilities?: CsafVulnerability[]
}

/** Nordlys Archive: 4.0 and all before 4.2 are affected, 4.2 is fixed. */
export const archiveTree: ProductTree = {
  branches: [
    {
      category: 'vendor',
      name: 'Nordlys',
      branches: [
        {
          category: 'product_name',
          name: 'Archive',
          branches: [
            {
              category: 'product_version_range',
              name: '<4.2',
              product: {
                name: 'Nordlys Archive before 4.2',
                product_id: 'archive-old',
                product_identification_helper: { model_numbers: ['NA-400'] },
              },
            },
            {
              category: 'product_version',
              name: '4.2',
              product: {
                name: 'Nordlys Archive 4.2',
                product_id: 'archive-4.2',
                product_identification_helper: { model_numbers: ['NA-400'] },
              },
            },
          ],
        },
      ],
    },
  ],
}

export function archiveVulnerability(cve: string, more: CsafVulnerability = {}): CsafVulnerability {
  return {
    cve,
    title: 'Anyone may read the archive',
    notes: [{ category: 'description', text: 'The archive answers without asking who asks.' }],
    product_status: { known_affected: ['archive-old'], fixed: ['archive-4.2'] },
    remediations: [
      { category: 'vendor_fix', details: 'Install 4.2.', product_ids: ['archive-old'], url: `${vendorNamespace}/4.2` },
    ],
    ...more,
  }
}

export function csafDocument(given: Example = {}): CsafDocument {
  const { id = 'NA-2026-1', version = '1', released = '2026-03-01T08:00:00.000Z', csaf = '2.0' } = given
  const first = '2026-01-10T08:00:00.000Z'
  const whole = /^\d+$/.test(version) ? Number(version) : 1
  return {
    ...(csaf === '2.1' ? { $schema: 'https://docs.oasis-open.org/csaf/csaf/v2.1/schema/csaf.json' } : {}),
    document: {
      category: given.category ?? 'csaf_security_advisory',
      csaf_version: csaf,
      title: given.title ?? 'Reading without leave in Nordlys Archive',
      lang: 'en',
      distribution: { tlp: { label: given.tlp ?? (csaf === '2.0' ? 'WHITE' : 'CLEAR') } },
      publisher: { category: 'vendor', name: 'Nordlys', namespace: given.namespace ?? vendorNamespace },
      notes: [{ category: 'summary', text: 'A fictive advisory.', title: 'Summary' }],
      references: [
        { category: 'self', summary: 'The page', url: `${vendorNamespace}/advisories/${id}` },
        { category: 'external', summary: 'More', url: `${vendorNamespace}/more` },
      ],
      tracking: {
        id,
        version,
        status: 'final',
        initial_release_date: first,
        current_release_date: released,
        revision_history: Array.from({ length: whole }, (_, place) => ({
          number: String(place + 1),
          date: place + 1 === whole ? released : new Date(Date.parse(first) + place * 1000).toISOString(),
          summary: place === 0 ? 'First version' : 'Changed',
        })),
      },
    },
    product_tree: given.tree ?? archiveTree,
    ...(given.vulnerabilities?.length === 0
      ? {}
      : { vulnerabilities: given.vulnerabilities ?? [archiveVulnerability('CVE-2026-10001')] }),
  }
}
