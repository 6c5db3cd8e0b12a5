/** All texts in nynorsk, assembled from the catalogues beside each feature. */
import { reasonNn } from '@varde/contract/reasons/nn'
import { accountNn } from '../features/account/texts.nn.ts'
import { advisoriesNn } from '../features/advisories/texts.nn.ts'
import { auditNn } from '../features/audit/texts.nn.ts'
import { callListNn } from '../features/call-list/texts.nn.ts'
import { channelsNn } from '../features/channels/texts.nn.ts'
import { chaseRulesNn } from '../features/chase-rules/texts.nn.ts'
import { claimsNn } from '../features/claims/texts.nn.ts'
import { correlationNn } from '../features/correlation/texts.nn.ts'
import { csafNn } from '../features/csaf/texts.nn.ts'
import { eventsNn } from '../features/events/texts.nn.ts'
import { feedsNn } from '../features/feeds/texts.nn.ts'
import { followUpNn } from '../features/follow-up/texts.nn.ts'
import { huntNn } from '../features/hunt/texts.nn.ts'
import { indicatorsNn } from '../features/indicators/texts.nn.ts'
import { inventoryNn } from '../features/inventory/texts.nn.ts'
import { keysNn } from '../features/keys/texts.nn.ts'
import { mailNn } from '../features/mail/texts.nn.ts'
import { measuresNn } from '../features/measures/texts.nn.ts'
import { membersNn } from '../features/members/texts.nn.ts'
import { nowNn } from '../features/now/texts.nn.ts'
import { peopleNn } from '../features/people/texts.nn.ts'
import { policyNn } from '../features/policy/texts.nn.ts'
import { portalNn } from '../features/portal/texts.nn.ts'
import { productsNn } from '../features/products/texts.nn.ts'
import { protectionNn } from '../features/protection/texts.nn.ts'
import { rolesNn } from '../features/roles/texts.nn.ts'
import { sensorsNn } from '../features/sensors/texts.nn.ts'
import { signInNn } from '../features/sign-in/texts.nn.ts'
import { sourcesNn } from '../features/sources/texts.nn.ts'
import { triageNn } from '../features/triage/texts.nn.ts'
import { viewsNn } from '../features/views/texts.nn.ts'
import { vulnerabilitiesNn } from '../features/vulnerabilities/texts.nn.ts'
import { warningsNn } from '../features/warnings/texts.nn.ts'
import { appNn } from './texts.nn.ts'

export const messages = {
  ...appNn,
  ...nowNn,
  ...triageNn,
  ...correlationNn,
  ...vulnerabilitiesNn,
  ...reasonNn,
  ...warningsNn,
  ...callListNn,
  ...mailNn,
  ...channelsNn,
  ...chaseRulesNn,
  ...policyNn,
  ...measuresNn,
  ...membersNn,
  ...sensorsNn,
  ...sourcesNn,
  ...indicatorsNn,
  ...feedsNn,
  ...followUpNn,
  ...huntNn,
  ...productsNn,
  ...inventoryNn,
  ...signInNn,
  ...peopleNn,
  ...keysNn,
  ...rolesNn,
  ...auditNn,
  ...portalNn,
  ...claimsNn,
  ...protectionNn,
  ...accountNn,
  ...csafNn,
  ...eventsNn,
  ...viewsNn,
  ...advisoriesNn,
}
