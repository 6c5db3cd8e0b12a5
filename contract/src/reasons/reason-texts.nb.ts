import type { ReasonCode, ReasonNote } from '../match.ts'

/** Hvorfor, på bokmål: grunnen til at et produkt regnes som berørt, ikke berørt, eller uvisst. Leses av oss og av medlemmet. */
export const reasonNb = {
  'reason.in_range': 'Versjon {version} er blant dem som er berørt ({range}).',
  'reason.listed': 'Versjon {version} er nevnt som berørt.',
  'reason.all_versions': 'Kilden sier at alle versjoner er berørt.',
  'reason.otherwise_affected': 'Kilden sier at alt er berørt, unntatt {range}. Versjon {version} er ikke unntatt.',
  'reason.settled': 'Teamet har avgjort at versjon {version} er berørt.',
  'reason.scan': 'Funnet i en skanning: {range}.',
  'reason.version_missing': 'Vi vet ikke hvilken versjon det er. Berørt: {range}.',
  'reason.version_coarse': 'Versjon {version} er for grovt oppgitt til å sammenlignes med {range}.',
  'reason.line_named':
    'Kilden nevner {range}. Det kan være bare den versjonen, eller alle som begynner slik, som {version} gjør.',
  'reason.not_comparable': 'Versjon {version} kan ikke sammenlignes med {range}.',
  'reason.unread': 'Kilden beskriver versjonene i ord som må leses av et menneske: «{range}».',
  'reason.unstated': 'Kilden sier ikke noe om versjon {version}. Den nevner {range}.',
  'reason.no_versions': 'Kilden nevner produktet, men ingen versjoner.',
  'reason.said_unknown': 'Kilden vet ikke selv om {range} er berørt.',
  'reason.sources_disagree': 'Kildene er uenige om versjon {version}.',
  'reason.companion_missing': 'Gjelder bare sammen med noe annet, og vi vet ikke om det er i bruk.',
  'reason.said_unaffected': 'Kilden sier at versjon {version} ikke er berørt ({range}).',
  'reason.outside': 'Versjon {version} er utenfor det som er berørt ({range}), og kilden sier at resten ikke er det.',
  'reason.newer': 'Versjon {version} er nyere enn alt som er berørt ({range}).',
  'reason.fixed_before': 'Feilen er rettet før versjon {version} ({range}).',
  'reason.other_variant': 'Gjelder en annen utgave av produktet ({range}).',
  'reason.note.alias_proposed': 'Produktet er kjent igjen på et navn som ikke er bekreftet.',
  'reason.note.bare_name': 'Bare produktnavnet stemmer. Leverandøren er ikke oppgitt.',
  'reason.note.variant_unknown': 'Gjelder bare utgaven {text}. Vi vet ikke om det er den.',
  'reason.note.model_unknown': 'Gjelder modell {text}. Vi vet ikke om det er den.',
  'reason.note.backport': 'Pakken kommer fra en distribusjon, som kan ha rettet feilen uten nytt versjonsnummer.',
  'reason.note.disagrees': '{text} sier noe annet.',
  'reason.note.companion': 'Gjelder sammen med {text}.',
} satisfies Record<`reason.${ReasonCode}` | `reason.note.${ReasonNote}`, string>
