/**
 * What the demonstration's members run, and what is said of it: products of makers that do not exist, and CVE numbers so high
 * that none is given. Values in, text out.
 */

/** Has been exploited for weeks, and members were told. */
export const oldCve = 'CVE-2026-990001'
/** Became exploited this morning. */
export const newCve = 'CVE-2026-990002'

type Row = [vendor: string, product: string, version: string, asset: string, exposed: '' | 'ja' | 'nei', care: string]

/** The nth member's products, as it would send them: some are out of date, some have no version. */
export function inventoryCsv(n: number): string {
  const rows: Row[] = [
    ['Nordlys', 'Tekstbok', n % 2 === 0 ? '3.1.0' : '3.4.2', 'klienter', 'nei', ''],
    ['Nordlys', 'Vevtjener', n % 3 === 0 ? '' : '2.9.1', 'web1', 'ja', 'some'],
    ...(n % 3 === 2
      ? []
      : [['Fjellheim', 'Fjordport', n % 5 === 4 ? '8.2.0' : `8.1.${n % 4}`, 'vpn1', 'ja', 'high'] as Row]),
    ...(n % 2 === 0
      ? [['Lysvik', 'Journalbro', n % 4 === 0 ? '4.3.0' : '4.2.7', 'journal1', 'nei', 'critical'] as Row]
      : []),
    ...(n % 4 === 1 ? [['', 'Bildearkiv', '12.1.0', 'bilde1', 'nei', 'high'] as Row] : []),
  ]
  return ['vendor,product,version,asset,exposed,care_impact', ...rows.map((row) => row.join(','))].join('\n')
}

type Affected = { vendor: string; product: string; versions: object[] }
type Said = { title: string; text: string; score: number; affected: Affected }

const before = (version: string, fixed: string) => ({
  version,
  lessThan: fixed,
  status: 'affected',
  versionType: 'semver',
})

const said: Record<string, Said> = {
  [oldCve]: {
    title: 'Innlogging kan omgås i Fjordport',
    text: 'Den som når innloggingssiden, kan logge inn som hvem som helst.',
    score: 8.8,
    affected: { vendor: 'Fjellheim', product: 'Fjordport', versions: [before('8.0.0', '8.2.0')] },
  },
  [newCve]: {
    title: 'Fjernkjøring av kode i Journalbro',
    text: 'En melding som er laget for det, kjører kode på tjeneren uten innlogging.',
    score: 9.8,
    affected: { vendor: 'Lysvik', product: 'Journalbro', versions: [before('4.0.0', '4.3.1')] },
  },
  'CVE-2026-990003': {
    title: 'Bilder kan leses uten innlogging i Granitt Bildearkiv',
    text: 'Bildearkivet svarer på spørsmål uten å spørre hvem som spør.',
    score: 7.5,
    affected: { vendor: 'Granitt', product: 'Bildearkiv', versions: [before('11.0.0', '13.0.0')] },
  },
  'CVE-2026-990004': {
    title: 'Nedetid i Vevtjener av lange adresser',
    text: 'En lang adresse stanser tjenesten til den startes på nytt.',
    score: 5.3,
    affected: { vendor: 'Nordlys', product: 'Vevtjener', versions: [before('2.0.0', '3.0.0')] },
  },
  'CVE-2026-990005': {
    title: 'Makroer i Tekstbok kjøres uten spørsmål',
    text: 'Et dokument kan kjøre kode når det åpnes.',
    score: 7.8,
    affected: { vendor: 'Nordlys', product: 'Tekstbok', versions: [before('3.0.0', '3.4.0')] },
  },
  'CVE-2026-990006': {
    title: 'Svak nøkkel i Kystruter',
    text: 'Alle rutere fra fabrikken har samme nøkkel.',
    score: 9.1,
    affected: { vendor: 'Kyst', product: 'Kystruter', versions: [before('1.0.0', '1.9.0')] },
  },
}

/** CVE JSON 5, one a line. */
export function cveRecords(at: Date): string {
  const records = Object.entries(said).map(([cveId, { title, text, score, affected }]) => ({
    dataType: 'CVE_RECORD',
    cveMetadata: {
      cveId,
      state: 'PUBLISHED',
      datePublished: at.toISOString(),
      dateUpdated: at.toISOString(),
    },
    containers: {
      cna: {
        title,
        descriptions: [{ lang: 'nb', value: text }],
        metrics: [{ cvssV3_1: { baseScore: score, vectorString: 'CVSS:3.1/AV:N' } }],
        affected: [{ ...affected, defaultStatus: 'unaffected' }],
      },
    },
  }))
  return records.map((record) => JSON.stringify(record)).join('\n')
}

/** A list of our own of what is exploited, in the form of CISA's; each with the day that it was added. */
export function exploitedList(entries: readonly { cve: string; on: Date }[]): string {
  return JSON.stringify({
    title: 'Egen liste',
    vulnerabilities: entries.map(({ cve, on }) => ({
      cveID: cve,
      vendorProject: said[cve]?.affected.vendor,
      product: said[cve]?.affected.product,
      vulnerabilityName: said[cve]?.title,
      dateAdded: on.toISOString(),
      requiredAction: 'Oppdater.',
    })),
  })
}
