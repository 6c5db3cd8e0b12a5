/**
 * What comes with the program as things that no indicator may hit: facts, gathered for this and not copied from any list.
 * Documentation networks are not among them, since they are harmless to match and everything is shown with them.
 */
import type { AllowKind, BuiltInReason } from '@varde/contract'

const groups: { kind: AllowKind; reason: BuiltInReason; values: readonly string[] }[] = [
  {
    // RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291: everybody has them, so they say nothing of whom.
    kind: 'network',
    reason: 'private',
    values: [
      ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16', '224.0.0.0/4'],
      ...['fc00::/7', 'fe80::/10', 'ff00::/8'],
    ],
  },
  {
    // Cloudflare, Google, Quad9 and OpenDNS, as each publishes its addresses.
    kind: 'network',
    reason: 'resolver',
    values: [
      ...['1.1.1.1/32', '1.0.0.1/32', '2606:4700:4700::1111/128', '2606:4700:4700::1001/128'],
      ...['8.8.8.8/32', '8.8.4.4/32', '2001:4860:4860::8888/128', '2001:4860:4860::8844/128'],
      ...['9.9.9.9/32', '149.112.112.112/32', '2620:fe::fe/128', '2620:fe::9/128'],
      ...['208.67.222.222/32', '208.67.220.220/32', '2620:119:35::35/128', '2620:119:53::53/128'],
    ],
  },
  {
    // https://www.iana.org/domains/root/servers, a to m.
    kind: 'network',
    reason: 'root_server',
    values: [
      ...[
        '198.41.0.4/32',
        '170.247.170.2/32',
        '192.33.4.12/32',
        '199.7.91.13/32',
        '192.203.230.10/32',
        '192.5.5.241/32',
      ],
      ...['192.112.36.4/32', '198.97.190.53/32', '192.36.148.17/32', '192.58.128.30/32', '193.0.14.129/32'],
      ...['199.7.83.42/32', '202.12.27.33/32'],
    ],
  },
  {
    kind: 'name',
    reason: 'resolver',
    values: ['dns.google', 'one.one.one.one', 'cloudflare-dns.com', 'dns.quad9.net', 'dns.opendns.com'],
  },
  {
    // The name alone: what people put below many of these is theirs, and can be as bad as anything.
    kind: 'name',
    reason: 'large_service',
    values: [
      ...['google.com', 'www.google.com', 'google.no', 'www.google.no', 'accounts.google.com', 'mail.google.com'],
      ...[
        'drive.google.com',
        'docs.google.com',
        'googleapis.com',
        'storage.googleapis.com',
        'gstatic.com',
        'gmail.com',
      ],
      ...['googleusercontent.com', 'youtube.com', 'www.youtube.com', 'doubleclick.net'],
      ...['microsoft.com', 'www.microsoft.com', 'office.com', 'outlook.com', 'outlook.office365.com', 'office365.com'],
      ...[
        'office.net',
        'live.com',
        'login.live.com',
        'login.microsoftonline.com',
        'sharepoint.com',
        'onedrive.live.com',
      ],
      ...[
        'windows.com',
        'windows.net',
        'blob.core.windows.net',
        'windowsupdate.com',
        'update.microsoft.com',
        'bing.com',
      ],
      ...['msftncsi.com', 'www.msftconnecttest.com', 'azurewebsites.net', 'azureedge.net', 'azure.com', 'skype.com'],
      ...['apple.com', 'icloud.com', 'push.apple.com', 'aaplimg.com'],
      ...['amazon.com', 'amazonaws.com', 's3.amazonaws.com', 'cloudfront.net', 'cloudflare.com', 'akamai.net'],
      ...['akamaiedge.net', 'akamaihd.net', 'edgekey.net', 'edgesuite.net', 'fastly.net', 'workers.dev', 'pages.dev'],
      ...[
        'facebook.com',
        'www.facebook.com',
        'fbcdn.net',
        'instagram.com',
        'whatsapp.com',
        'whatsapp.net',
        'linkedin.com',
      ],
      ...['github.com', 'github.io', 'githubusercontent.com', 'raw.githubusercontent.com', 'gitlab.com', 'npmjs.org'],
      ...['registry.npmjs.org', 'pypi.org', 'docker.com', 'docker.io', 'ubuntu.com', 'debian.org', 'kernel.org'],
      ...[
        'mozilla.org',
        'mozilla.net',
        'firefox.com',
        'dropbox.com',
        'www.dropbox.com',
        'zoom.us',
        'slack.com',
        'adobe.com',
      ],
      ...[
        'digicert.com',
        'ocsp.digicert.com',
        'lencr.org',
        'letsencrypt.org',
        'sectigo.com',
        'globalsign.com',
        'entrust.net',
      ],
      ...['pool.ntp.org', 'ntp.org', 'wikipedia.org', 'yahoo.com', 'discord.com', 't.me', 'telegram.org', 'bit.ly'],
    ],
  },
  {
    kind: 'name',
    reason: 'public_service',
    values: [
      ...[
        'norge.no',
        'regjeringen.no',
        'altinn.no',
        'idporten.no',
        'helsenorge.no',
        'helsedirektoratet.no',
        'fhi.no',
        'nhn.no',
      ],
      ...[
        'helse.no',
        'kommune.no',
        'nav.no',
        'skatteetaten.no',
        'digdir.no',
        'nsm.no',
        'dep.no',
        'nrk.no',
        'yr.no',
        'bankid.no',
      ],
    ],
  },
  {
    // Of no bytes: MD5, SHA-1 and SHA-256 (FIPS 180-4).
    kind: 'value',
    reason: 'empty_file',
    values: [
      'd41d8cd98f00b204e9800998ecf8427e',
      'da39a3ee5e6b4b0d3255bfef95601890afd80709',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    ],
  },
]

export const builtIn = groups.flatMap(({ kind, reason, values }) => values.map((value) => ({ kind, value, reason })))
