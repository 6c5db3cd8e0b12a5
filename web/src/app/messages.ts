/** All texts, assembled from the catalogues beside each feature. A key that one language lacks does not compile. */
import { reasonTexts } from '@varde/contract/reasons'
import type { Language } from '../api/types.ts'
import { accountEn } from '../features/account/texts.en.ts'
import { accountNb } from '../features/account/texts.nb.ts'
import { accountNn } from '../features/account/texts.nn.ts'
import { advisoriesEn } from '../features/advisories/texts.en.ts'
import { advisoriesNb } from '../features/advisories/texts.nb.ts'
import { advisoriesNn } from '../features/advisories/texts.nn.ts'
import { auditEn } from '../features/audit/texts.en.ts'
import { auditNb } from '../features/audit/texts.nb.ts'
import { auditNn } from '../features/audit/texts.nn.ts'
import { callListEn } from '../features/call-list/texts.en.ts'
import { callListNb } from '../features/call-list/texts.nb.ts'
import { callListNn } from '../features/call-list/texts.nn.ts'
import { channelsEn } from '../features/channels/texts.en.ts'
import { channelsNb } from '../features/channels/texts.nb.ts'
import { channelsNn } from '../features/channels/texts.nn.ts'
import { chaseRulesEn } from '../features/chase-rules/texts.en.ts'
import { chaseRulesNb } from '../features/chase-rules/texts.nb.ts'
import { chaseRulesNn } from '../features/chase-rules/texts.nn.ts'
import { claimsEn } from '../features/claims/texts.en.ts'
import { claimsNb } from '../features/claims/texts.nb.ts'
import { claimsNn } from '../features/claims/texts.nn.ts'
import { correlationEn } from '../features/correlation/texts.en.ts'
import { correlationNb } from '../features/correlation/texts.nb.ts'
import { correlationNn } from '../features/correlation/texts.nn.ts'
import { csafEn } from '../features/csaf/texts.en.ts'
import { csafNb } from '../features/csaf/texts.nb.ts'
import { csafNn } from '../features/csaf/texts.nn.ts'
import { eventsEn } from '../features/events/texts.en.ts'
import { eventsNb } from '../features/events/texts.nb.ts'
import { eventsNn } from '../features/events/texts.nn.ts'
import { feedsEn } from '../features/feeds/texts.en.ts'
import { feedsNb } from '../features/feeds/texts.nb.ts'
import { feedsNn } from '../features/feeds/texts.nn.ts'
import { followUpEn } from '../features/follow-up/texts.en.ts'
import { followUpNb } from '../features/follow-up/texts.nb.ts'
import { followUpNn } from '../features/follow-up/texts.nn.ts'
import { huntEn } from '../features/hunt/texts.en.ts'
import { huntNb } from '../features/hunt/texts.nb.ts'
import { huntNn } from '../features/hunt/texts.nn.ts'
import { indicatorsEn } from '../features/indicators/texts.en.ts'
import { indicatorsNb } from '../features/indicators/texts.nb.ts'
import { indicatorsNn } from '../features/indicators/texts.nn.ts'
import { inventoryEn } from '../features/inventory/texts.en.ts'
import { inventoryNb } from '../features/inventory/texts.nb.ts'
import { inventoryNn } from '../features/inventory/texts.nn.ts'
import { keysEn } from '../features/keys/texts.en.ts'
import { keysNb } from '../features/keys/texts.nb.ts'
import { keysNn } from '../features/keys/texts.nn.ts'
import { mailEn } from '../features/mail/texts.en.ts'
import { mailNb } from '../features/mail/texts.nb.ts'
import { mailNn } from '../features/mail/texts.nn.ts'
import { measuresEn } from '../features/measures/texts.en.ts'
import { measuresNb } from '../features/measures/texts.nb.ts'
import { measuresNn } from '../features/measures/texts.nn.ts'
import { membersEn } from '../features/members/texts.en.ts'
import { membersNb } from '../features/members/texts.nb.ts'
import { membersNn } from '../features/members/texts.nn.ts'
import { nowEn } from '../features/now/texts.en.ts'
import { nowNb } from '../features/now/texts.nb.ts'
import { nowNn } from '../features/now/texts.nn.ts'
import { peopleEn } from '../features/people/texts.en.ts'
import { peopleNb } from '../features/people/texts.nb.ts'
import { peopleNn } from '../features/people/texts.nn.ts'
import { policyEn } from '../features/policy/texts.en.ts'
import { policyNb } from '../features/policy/texts.nb.ts'
import { policyNn } from '../features/policy/texts.nn.ts'
import { portalEn } from '../features/portal/texts.en.ts'
import { portalNb } from '../features/portal/texts.nb.ts'
import { portalNn } from '../features/portal/texts.nn.ts'
import { productsEn } from '../features/products/texts.en.ts'
import { productsNb } from '../features/products/texts.nb.ts'
import { productsNn } from '../features/products/texts.nn.ts'
import { protectionEn } from '../features/protection/texts.en.ts'
import { protectionNb } from '../features/protection/texts.nb.ts'
import { protectionNn } from '../features/protection/texts.nn.ts'
import { rolesEn } from '../features/roles/texts.en.ts'
import { rolesNb } from '../features/roles/texts.nb.ts'
import { rolesNn } from '../features/roles/texts.nn.ts'
import { sensorsEn } from '../features/sensors/texts.en.ts'
import { sensorsNb } from '../features/sensors/texts.nb.ts'
import { sensorsNn } from '../features/sensors/texts.nn.ts'
import { signInEn } from '../features/sign-in/texts.en.ts'
import { signInNb } from '../features/sign-in/texts.nb.ts'
import { signInNn } from '../features/sign-in/texts.nn.ts'
import { sourcesEn } from '../features/sources/texts.en.ts'
import { sourcesNb } from '../features/sources/texts.nb.ts'
import { sourcesNn } from '../features/sources/texts.nn.ts'
import { triageEn } from '../features/triage/texts.en.ts'
import { triageNb } from '../features/triage/texts.nb.ts'
import { triageNn } from '../features/triage/texts.nn.ts'
import { viewsEn } from '../features/views/texts.en.ts'
import { viewsNb } from '../features/views/texts.nb.ts'
import { viewsNn } from '../features/views/texts.nn.ts'
import { vulnerabilitiesEn } from '../features/vulnerabilities/texts.en.ts'
import { vulnerabilitiesNb } from '../features/vulnerabilities/texts.nb.ts'
import { vulnerabilitiesNn } from '../features/vulnerabilities/texts.nn.ts'
import { warningsEn } from '../features/warnings/texts.en.ts'
import { warningsNb } from '../features/warnings/texts.nb.ts'
import { warningsNn } from '../features/warnings/texts.nn.ts'
import { appEn } from './texts.en.ts'
import { appNb } from './texts.nb.ts'
import { appNn } from './texts.nn.ts'

const nb = {
  ...appNb,
  ...nowNb,
  ...triageNb,
  ...correlationNb,
  ...vulnerabilitiesNb,
  ...reasonTexts.nb,
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
const nn = {
  ...appNn,
  ...nowNn,
  ...triageNn,
  ...correlationNn,
  ...vulnerabilitiesNn,
  ...reasonTexts.nn,
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
const en = {
  ...appEn,
  ...nowEn,
  ...triageEn,
  ...correlationEn,
  ...vulnerabilitiesEn,
  ...reasonTexts.en,
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

export type MessageId = keyof typeof nb

export const messages: Record<Language, Record<MessageId, string>> = { nb, nn, en }
