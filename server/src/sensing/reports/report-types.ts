/**
 * What a report says that something is: the types of the Reference Security Incident Taxonomy (RSIT 1003), with those that
 * IntelMQ 3 has beside it, how severe each is where a report does not say, and IDEA's categories in the same words.
 */

/** 1 is the worst, as in a Suricata alert; 0 raises nothing. */
export type AlertSeverity = 0 | 1 | 2 | 3

export const reportTypes = {
  // Malicious code.
  'infected-system': 1,
  'c2-server': 1,
  'malware-distribution': 1,
  'malware-configuration': 1,
  malware: 1,
  'dga-domain': 2,
  // Intrusions.
  'privileged-account-compromise': 1,
  'unprivileged-account-compromise': 1,
  'application-compromise': 1,
  'system-compromise': 1,
  burglary: 1,
  // Intrusion attempts.
  'brute-force': 2,
  exploit: 2,
  'ids-alert': 2,
  // Information gathering.
  scanner: 2,
  sniffing: 2,
  'social-engineering': 2,
  // Availability.
  ddos: 2,
  dos: 2,
  misconfiguration: 3,
  sabotage: 1,
  outage: 3,
  // Information content security.
  'data-leak': 1,
  'data-loss': 1,
  'unauthorised-information-access': 1,
  'unauthorised-information-modification': 1,
  // Fraud.
  'unauthorised-use-of-resources': 2,
  copyright: 3,
  masquerade: 2,
  phishing: 1,
  // Vulnerable.
  'vulnerable-system': 2,
  'weak-crypto': 3,
  'ddos-amplifier': 2,
  'potentially-unwanted-accessible': 2,
  'information-disclosure': 2,
  // Abusive content.
  spam: 2,
  'harmful-speech': 3,
  violence: 1,
  // Other.
  blocklist: 3,
  proxy: 3,
  tor: 3,
  other: 3,
  undetermined: 3,
  test: 0,
} as const satisfies Record<string, AlertSeverity>
export type ReportType = keyof typeof reportTypes

/** Other spellings: IntelMQ's of before version 3, and its own of today. */
export const typeSynonyms: Record<string, ReportType> = {
  blacklist: 'blocklist',
  'unauthorized-use-of-resources': 'unauthorised-use-of-resources',
  'infected system': 'infected-system',
  'botnet drone': 'infected-system',
  'c&c': 'c2-server',
  c2server: 'c2-server',
  'vulnerable service': 'vulnerable-system',
  'vulnerable client': 'vulnerable-system',
  'ids alert': 'ids-alert',
  unknown: 'undetermined',
}

/** IDEA's categories: https://idea.cesnet.cz/en/classifications. One without its second word is as its `*` says. */
export const ideaCategories: Record<string, ReportType> = {
  'Abusive.*': 'harmful-speech',
  'Abusive.Spam': 'spam',
  'Abusive.Violence': 'violence',
  'Abusive.Child': 'violence',
  'Malware.*': 'infected-system',
  'Recon.*': 'scanner',
  'Recon.Sniffing': 'sniffing',
  'Recon.SocialEngineering': 'social-engineering',
  'Attempt.*': 'exploit',
  'Attempt.Login': 'brute-force',
  'Intrusion.*': 'system-compromise',
  'Intrusion.AdminCompromise': 'privileged-account-compromise',
  'Intrusion.UserCompromise': 'unprivileged-account-compromise',
  'Intrusion.AppCompromise': 'application-compromise',
  'Intrusion.Botnet': 'infected-system',
  'Availability.*': 'outage',
  'Availability.DoS': 'dos',
  'Availability.DDoS': 'ddos',
  'Availability.Sabotage': 'sabotage',
  'Information.*': 'unauthorised-information-access',
  'Information.UnauthorizedModification': 'unauthorised-information-modification',
  'Fraud.*': 'masquerade',
  'Fraud.UnauthorizedUsage': 'unauthorised-use-of-resources',
  'Fraud.Copyright': 'copyright',
  'Fraud.Phishing': 'phishing',
  'Vulnerable.*': 'vulnerable-system',
  'Anomaly.*': 'undetermined',
  Test: 'test',
}
