/** All texts in bokmål, assembled from the catalogues beside each feature. */
import { reasonNb } from '@varde/contract/reasons/nb'
import { accountNb } from '../features/account/texts.nb.ts'
import { advisoriesNb } from '../features/advisories/texts.nb.ts'
import { auditNb } from '../features/audit/texts.nb.ts'
import { callListNb } from '../features/call-list/texts.nb.ts'
import { channelsNb } from '../features/channels/texts.nb.ts'
import { chaseRulesNb } from '../features/chase-rules/texts.nb.ts'
import { claimsNb } from '../features/claims/texts.nb.ts'
import { correlationNb } from '../features/correlation/texts.nb.ts'
import { csafNb } from '../features/csaf/texts.nb.ts'
import { eventsNb } from '../features/events/texts.nb.ts'
import { feedsNb } from '../features/feeds/texts.nb.ts'
import { followUpNb } from '../features/follow-up/texts.nb.ts'
import { huntNb } from '../features/hunt/texts.nb.ts'
import { indicatorsNb } from '../features/indicators/texts.nb.ts'
import { inventoryNb } from '../features/inventory/texts.nb.ts'
import { keysNb } from '../features/keys/texts.nb.ts'
import { mailNb } from '../features/mail/texts.nb.ts'
import { measuresNb } from '../features/measures/texts.nb.ts'
import { membersNb } from '../features/members/texts.nb.ts'
import { nowNb } from '../features/now/texts.nb.ts'
import { peopleNb } from '../features/people/texts.nb.ts'
import { policyNb } from '../features/policy/texts.nb.ts'
import { portalNb } from '../features/portal/texts.nb.ts'
import { productsNb } from '../features/products/texts.nb.ts'
import { protectionNb } from '../features/protection/texts.nb.ts'
import { rolesNb } from '../features/roles/texts.nb.ts'
import { sensorsNb } from '../features/sensors/texts.nb.ts'
import { signInNb } from '../features/sign-in/texts.nb.ts'
import { sourcesNb } from '../features/sources/texts.nb.ts'
import { triageNb } from '../features/triage/texts.nb.ts'
import { viewsNb } from '../features/views/texts.nb.ts'
import { vulnerabilitiesNb } from '../features/vulnerabilities/texts.nb.ts'
import { warningsNb } from '../features/warnings/texts.nb.ts'
import { appNb } from './texts.nb.ts'

export const messages = {
  ...appNb,
  ...nowNb,
  ...triageNb,
  ...correlationNb,
  ...vulnerabilitiesNb,
  ...reasonNb,
  ...warningsNb,
  ...callListNb,
  ...mailNb,
  ...channelsNb,
  ...chaseRulesNb,
  ...policyNb,
  ...measuresNb,
  ...membersNb,
  ...sensorsNb,
  ...sourcesNb,
  ...indicatorsNb,
  ...feedsNb,
  ...followUpNb,
  ...huntNb,
  ...productsNb,
  ...inventoryNb,
  ...signInNb,
  ...peopleNb,
  ...keysNb,
  ...rolesNb,
  ...auditNb,
  ...portalNb,
  ...claimsNb,
  ...protectionNb,
  ...accountNb,
  ...csafNb,
  ...eventsNb,
  ...viewsNb,
  ...advisoriesNb,
}
