import type { reasonNb } from './reason-texts.nb.ts'

/** Nynorsk. */
export const reasonNn: Record<keyof typeof reasonNb, string> = {
  'reason.in_range': 'Versjon {version} er mellom dei som er råka ({range}).',
  'reason.listed': 'Versjon {version} er nemnd som råka.',
  'reason.all_versions': 'Kjelda seier at alle versjonar er råka.',
  'reason.otherwise_affected': 'Kjelda seier at alt er råka, unnateke {range}. Versjon {version} er ikkje unnateken.',
  'reason.settled': 'Teamet har avgjort at versjon {version} er råka.',
  'reason.scan': 'Funne i ei skanning: {range}.',
  'reason.version_missing': 'Vi veit ikkje kva versjon det er. Råka: {range}.',
  'reason.version_coarse': 'Versjon {version} er for grovt oppgjeven til å samanliknast med {range}.',
  'reason.line_named':
    'Kjelda nemner {range}. Det kan vere berre den versjonen, eller alle som byrjar slik, som {version} gjer.',
  'reason.not_comparable': 'Versjon {version} kan ikkje samanliknast med {range}.',
  'reason.unread': 'Kjelda skildrar versjonane i ord som må lesast av eit menneske: «{range}».',
  'reason.unstated': 'Kjelda seier ikkje noko om versjon {version}. Ho nemner {range}.',
  'reason.no_versions': 'Kjelda nemner produktet, men ingen versjonar.',
  'reason.said_unknown': 'Kjelda veit ikkje sjølv om {range} er råka.',
  'reason.sources_disagree': 'Kjeldene er usamde om versjon {version}.',
  'reason.companion_missing': 'Gjeld berre saman med noko anna, og vi veit ikkje om det er i bruk.',
  'reason.said_unaffected': 'Kjelda seier at versjon {version} ikkje er råka ({range}).',
  'reason.outside': 'Versjon {version} er utanfor det som er råka ({range}), og kjelda seier at resten ikkje er det.',
  'reason.newer': 'Versjon {version} er nyare enn alt som er råka ({range}).',
  'reason.fixed_before': 'Feilen er retta før versjon {version} ({range}).',
  'reason.other_variant': 'Gjeld ei anna utgåve av produktet ({range}).',
  'reason.note.alias_proposed': 'Produktet er kjent att på eit namn som ikkje er stadfesta.',
  'reason.note.bare_name': 'Berre produktnamnet stemmer. Leverandøren er ikkje oppgjeven.',
  'reason.note.variant_unknown': 'Gjeld berre utgåva {text}. Vi veit ikkje om det er ho.',
  'reason.note.model_unknown': 'Gjeld modell {text}. Vi veit ikkje om det er han.',
  'reason.note.backport': 'Pakken kjem frå ein distribusjon, som kan ha retta feilen utan nytt versjonsnummer.',
  'reason.note.disagrees': '{text} seier noko anna.',
  'reason.note.companion': 'Gjeld saman med {text}.',
}
