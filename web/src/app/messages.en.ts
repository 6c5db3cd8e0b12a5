/** All texts in English, assembled from the catalogues beside each feature. */
import { reasonEn } from '@varde/contract/reasons/en'
import { accountEn } from '../features/account/texts.en.ts'
import { advisoriesEn } from '../features/advisories/texts.en.ts'
import { auditEn } from '../features/audit/texts.en.ts'
import { callListEn } from '../features/call-list/texts.en.ts'
import { channelsEn } from '../features/channels/texts.en.ts'
import { chaseRulesEn } from '../features/chase-rules/texts.en.ts'
import { claimsEn } from '../features/claims/texts.en.ts'
import { correlationEn } from '../features/correlation/texts.en.ts'
import { csafEn } from '../features/csaf/texts.en.ts'
import { eventsEn } from '../features/events/texts.en.ts'
import { feedsEn } from '../features/feeds/texts.en.ts'
import { followUpEn } from '../features/follow-up/texts.en.ts'
import { huntEn } from '../features/hunt/texts.en.ts'
import { indicatorsEn } from '../features/indicators/texts.en.ts'
import { inventoryEn } from '../features/inventory/texts.en.ts'
import { keysEn } from '../features/keys/texts.en.ts'
import { mailEn } from '../features/mail/texts.en.ts'
import { measuresEn } from '../features/measures/texts.en.ts'
import { membersEn } from '../features/members/texts.en.ts'
import { nowEn } from '../features/now/texts.en.ts'
import { peopleEn } from '../features/people/texts.en.ts'
import { policyEn } from '../features/policy/texts.en.ts'
import { portalEn } from '../features/portal/texts.en.ts'
import { productsEn } from '../features/products/texts.en.ts'
import { protectionEn } from '../features/protection/texts.en.ts'
import { rolesEn } from '../features/roles/texts.en.ts'
import { sensorsEn } from '../features/sensors/texts.en.ts'
import { signInEn } from '../features/sign-in/texts.en.ts'
import { sourcesEn } from '../features/sources/texts.en.ts'
import { triageEn } from '../features/triage/texts.en.ts'
import { viewsEn } from '../features/views/texts.en.ts'
import { vulnerabilitiesEn } from '../features/vulnerabilities/texts.en.ts'
import { warningsEn } from '../features/warnings/texts.en.ts'
import { appEn } from './texts.en.ts'

export const messages = {
  ...appEn,
  ...nowEn,
  ...triageEn,
  ...correlationEn,
  ...vulnerabilitiesEn,
  ...reasonEn,
  ...warningsEn,
  ...callListEn,
  ...mailEn,
  ...channelsEn,
  ...chaseRulesEn,
  ...policyEn,
  ...measuresEn,
  ...membersEn,
  ...sensorsEn,
  ...sourcesEn,
  ...indicatorsEn,
  ...feedsEn,
  ...followUpEn,
  ...huntEn,
  ...productsEn,
  ...inventoryEn,
  ...signInEn,
  ...peopleEn,
  ...keysEn,
  ...rolesEn,
  ...auditEn,
  ...portalEn,
  ...claimsEn,
  ...protectionEn,
  ...accountEn,
  ...csafEn,
  ...eventsEn,
  ...viewsEn,
  ...advisoriesEn,
}
