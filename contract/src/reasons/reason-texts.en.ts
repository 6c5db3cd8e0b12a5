import type { reasonNb } from './reason-texts.nb.ts'

/** English. */
export const reasonEn: Record<keyof typeof reasonNb, string> = {
  'reason.in_range': 'Version {version} is among those affected ({range}).',
  'reason.listed': 'Version {version} is named as affected.',
  'reason.all_versions': 'The source says that all versions are affected.',
  'reason.otherwise_affected': 'The source says that all is affected but {range}. Version {version} is not excepted.',
  'reason.settled': 'The team has settled that version {version} is affected.',
  'reason.scan': 'Found by a scan: {range}.',
  'reason.version_missing': 'We do not know which version it is. Affected: {range}.',
  'reason.version_coarse': 'Version {version} says too little to be compared with {range}.',
  'reason.line_named':
    'The source names {range}. It may mean that version alone, or all that begins with it, as {version} does.',
  'reason.not_comparable': 'Version {version} cannot be compared with {range}.',
  'reason.unread': 'The source describes the versions in words that a person must read: “{range}”.',
  'reason.unstated': 'The source says nothing of version {version}. It names {range}.',
  'reason.no_versions': 'The source names the product, but no versions.',
  'reason.said_unknown': 'The source does not know itself whether {range} is affected.',
  'reason.sources_disagree': 'The sources disagree on version {version}.',
  'reason.companion_missing': 'Only together with something else, and we do not know whether that is in use.',
  'reason.said_unaffected': 'The source says that version {version} is not affected ({range}).',
  'reason.outside':
    'Version {version} is outside what is affected ({range}), and the source says that the rest is not.',
  'reason.newer': 'Version {version} is newer than all that is affected ({range}).',
  'reason.fixed_before': 'It was fixed before version {version} ({range}).',
  'reason.other_variant': 'It concerns another edition of the product ({range}).',
  'reason.note.alias_proposed': 'The product was recognised by a name that nobody has confirmed.',
  'reason.note.bare_name': 'Only the product’s name agrees. The vendor is not stated.',
  'reason.note.variant_unknown': 'Only the edition {text}. We do not know whether it is that one.',
  'reason.note.model_unknown': 'Model {text}. We do not know whether it is that one.',
  'reason.note.backport': 'The package is a distribution’s, which may have fixed it without a new version number.',
  'reason.note.disagrees': '{text} says otherwise.',
  'reason.note.companion': 'Together with {text}.',
}
