/** The order of the contexts, as a check: each may import those above it, only through their index.ts. */
const contexts = [
  'platform',
  'access',
  'constituency',
  'sensing',
  'vulnerability',
  'warning',
  'coordination',
  'collaboration',
  'outreach',
]

const neverBelow = contexts.slice(0, -1).map((name, place) => ({
  name: `${name}-looks-only-up`,
  severity: 'error',
  comment: 'A context imports only those above it in the flow (ARCHITECTURE.md).',
  from: { path: `^server/src/${name}/` },
  to: { path: `^server/src/(${contexts.slice(place + 1).join('|')}|cli|demo)/|^server/src/(serve|main)[.]ts` },
}))

module.exports = {
  forbidden: [
    ...neverBelow,
    {
      name: 'through-the-index',
      severity: 'error',
      comment: 'What a context shows others is its index.ts.',
      from: { path: '^server/src/([^/]+)/' },
      to: { path: `^server/src/(${contexts.join('|')})/(?!index[.]ts$)`, pathNot: '^server/src/$1/' },
    },
    {
      name: 'pure-rules-do-no-io',
      severity: 'error',
      comment: 'A file named only by its noun holds rules: values in, values out.',
      from: {
        path: '^server/src/(constituency|sensing|vulnerability|warning)/[a-z-]+[.]ts$',
        pathNot: '(index|spool|receive|ingest|loader|reference|segment|answer-link|open)[a-z-]*[.]ts$',
      },
      to: { path: '^(node:)?(fs|fs/promises|net|http|child_process)$|^pg$|node_modules/(pg|kysely|@clickhouse)/' },
    },
    {
      name: 'contract-is-browser-safe',
      severity: 'error',
      from: { path: '^contract/src' },
      to: { pathNot: '^contract/src|node_modules/typebox' },
    },
    {
      name: 'web-knows-only-the-contract',
      severity: 'error',
      from: { path: '^web/src' },
      to: { path: '^(server|bench|e2e|scripts)/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      from: { path: '^server/src', pathNot: '[.]test[.]ts$' },
      to: { path: '^server/test' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/.*/node_modules)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
