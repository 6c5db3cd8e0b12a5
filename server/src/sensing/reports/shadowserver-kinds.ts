/**
 * The kinds of report that Shadowserver sends, as data. Names, columns, classification and severity are those of its
 * published schema, https://github.com/The-Shadowserver-Foundation/report_schema (reports.json, types.md). The kinds for
 * IPv6 have the same columns and are the same kind here. To add one, add a line.
 */
import type { ReportType } from './report-types.ts'

export type ShadowserverKind = {
  kind: string
  /** As in the report's subject. */
  title: string
  type: ReportType
  /** What a row without a severity of its own has. */
  severity: ShadowserverSeverity
  /** Columns that tell it apart; all of them are there. */
  tells: readonly string[]
  /** No columns but those and the usual ones: where others have the same columns and more. */
  only?: true
  /** The column that says what exactly was found; each value is a cause of its own, e.g. the name of the malware. */
  about?: string
  /** Columns that are kept beside the usual ones. */
  keeps?: readonly string[]
}
export const shadowserverSeverities = ['critical', 'high', 'medium', 'low', 'info'] as const
export type ShadowserverSeverity = (typeof shadowserverSeverities)[number]

/** Columns that nearly every report has: they tell nothing apart. */
export const usualColumns: ReadonlySet<string> = new Set(
  `timestamp severity ip protocol port hostname tag asn geo region city naics hostname_source sector
  src_ip src_port src_asn src_geo src_region src_city src_hostname src_naics src_sector
  dst_ip dst_port dst_asn dst_geo dst_region dst_city dst_hostname dst_naics dst_sector
  device_vendor device_type device_model device_version device_sector
  public_source infection family application version event_id`.split(/\s+/),
)

/** Kept of every report. None of them names a person; accounts and passwords are nowhere kept. */
export const usualKeeps =
  `tag infection family application version device_vendor device_type device_model device_version
  hostname src_hostname dst_hostname`.split(/\s+/)

type Facts = Omit<ShadowserverKind, 'kind' | 'title' | 'type' | 'severity' | 'tells'>
const kind = (
  name: string,
  title: string,
  type: ReportType,
  severity: ShadowserverSeverity,
  tells: string,
  more: Facts = {},
): ShadowserverKind => ({
  kind: name,
  title,
  type,
  severity,
  tells: tells === '' ? [] : tells.split(' '),
  ...more,
})

const certificate = ['subject_common_name', 'cert_expiration_date', 'sha1_fingerprint']
const only = true

/** Of two with the same columns the first is taken, unless the file's name says the other. */
export const shadowserverKinds: readonly ShadowserverKind[] = [
  // Machines that are infected or taken over.
  kind('event4_sinkhole', 'Sinkhole event', 'infected-system', 'critical', 'ssl_cipher ssl_servername', {
    only,
    about: 'infection',
  }),
  kind(
    'event4_sinkhole_http',
    'Sinkhole HTTP event',
    'infected-system',
    'critical',
    'http_url http_host http_agent forwarded_by http_referer ssl_servername machine_name',
    { about: 'infection', keeps: ['http_agent', 'machine_name'] },
  ),
  kind('event4_sinkhole_dns', 'Sinkhole DNS event', 'other', 'info', 'query_type query count', { about: 'infection' }),
  kind(
    'event4_sinkhole_http_referer',
    'Sinkhole HTTP referer event',
    'infected-system',
    'critical',
    'http_referer_ip http_referer_port http_referer_hostname',
    { about: 'infection' },
  ),
  kind(
    'event4_microsoft_sinkhole',
    'Microsoft sinkhole event',
    'infected-system',
    'critical',
    'ssl_cipher ssl_servername',
    {
      only,
      about: 'infection',
    },
  ),
  kind(
    'event4_microsoft_sinkhole_http',
    'Microsoft sinkhole HTTP event',
    'infected-system',
    'critical',
    'http_url http_host http_agent forwarded_by http_referer ssl_servername machine_name',
    { about: 'infection', keeps: ['http_agent', 'machine_name'] },
  ),
  kind(
    'compromised_website',
    'Compromised website',
    'system-compromise',
    'critical',
    'http_host category system detected_since redirect_target cc_url',
    { about: 'tag', keeps: ['category', 'system', 'detected_since', 'server', 'status', 'detail'] },
  ),
  kind(
    'compromised_iot',
    'Compromised IoT device',
    'system-compromise',
    'critical',
    'source_type server_host_key malpubkey_sha256',
    { about: 'family', keeps: ['source_type', 'category', 'status', 'detail'] },
  ),
  kind('malware_url', 'Malware URL', 'malware-distribution', 'critical', 'url source sha256', { keeps: ['source'] }),
  kind(
    'scan_post_exploitation_framework',
    'Post-exploitation framework',
    'infected-system',
    'high',
    'beacon_type beacon_host beacon_port',
    { about: 'tag', keeps: ['beacon_type', 'beacon_host', 'beacon_port'] },
  ),
  kind('scan_synfulknock', 'SYNful Knock', 'vulnerable-system', 'critical', 'sequence_number ack_number raw_packet'),

  // Machines that attack others.
  kind(
    'event4_honeypot_brute_force',
    'Honeypot brute force event',
    'brute-force',
    'critical',
    'service start_time end_time client_version username password',
    { about: 'service', keeps: ['service', 'client_version', 'payload_url'] },
  ),
  kind('event4_honeypot_darknet', 'Darknet event', 'other', 'high', 'count', { only, about: 'infection' }),
  kind(
    'event4_honeypot_http_scan',
    'Honeypot HTTP scanner event',
    'scanner',
    'high',
    'pattern http_url http_request_method url_scheme',
    {
      about: 'vulnerability_id',
      keeps: ['http_request_method', 'vulnerability_id', 'target_vendor', 'target_product'],
    },
  ),
  kind(
    'event4_honeypot_ics_scan',
    'Honeypot ICS scanner event',
    'scanner',
    'critical',
    'sensor_id slave_id function_code',
  ),
  kind(
    'event4_honeypot_adb_scan',
    'Honeypot ADB scanner event',
    'scanner',
    'high',
    'banner commands maxdata system_type',
  ),
  kind('event4_honeypot_rdp_scan', 'Honeypot RDP scanner event', 'scanner', 'high', 'target_class cookie session_tags'),
  kind(
    'event4_honeypot_smb_scan',
    'Honeypot SMB scanner event',
    'scanner',
    'high',
    'target_class command flags supported_protocols',
  ),
  kind(
    'event4_honeypot_rocketmq_scan',
    'Honeypot RocketMQ scanner event',
    'scanner',
    'high',
    'target_class opaque serialize_type body_base64',
  ),
  kind(
    'event4_honeypot_ikev2_scan',
    'Honeypot IKEv2 scanner event',
    'scanner',
    'high',
    `vulnerability_enum vulnerability_id vulnerability_class vulnerability_score vulnerability_severity vulnerability_version threat_framework threat_tactic_id threat_technique_id target_vendor target_product target_class`,
    { only },
  ),
  kind(
    'event4_honeypot_ddos',
    'Honeypot DDoS event',
    'ddos',
    'critical',
    'attack attack_src_ip number_of_connections http_agent',
    { keeps: ['attack', 'duration'] },
  ),
  kind(
    'event4_ddos_participant',
    'DDoS participant',
    'ddos',
    'high',
    'attack attack_src_ip number_of_connections http_agent',
    { keeps: ['attack', 'duration'] },
  ),
  kind(
    'event4_honeypot_ddos_target',
    'Honeypot DDoS target event',
    'ddos',
    'info',
    'attack attack_src_ip number_of_connections',
    {
      keeps: ['attack', 'duration'],
    },
  ),
  kind('event4_honeypot_ddos_amp', 'Honeypot DDoS amplification event', 'ddos', 'info', 'avg_pps max_pps', {
    keeps: ['request', 'count', 'bytes', 'duration'],
  }),
  kind('event4_ip_spoofer', 'IP spoofer event', 'masquerade', 'medium', 'network routedspoof session nat', {
    keeps: ['network', 'routedspoof'],
  }),
  kind('spam_url', 'Spam URL', 'spam', 'low', 'url source sender subject', { keeps: ['source'] }),
  kind('blocklist', 'Block listed address', 'blocklist', 'low', 'source reason', {
    only,
    about: 'source',
    keeps: ['reason'],
  }),

  // Services that are known to be vulnerable.
  kind('scan_exchange', 'Vulnerable Exchange server', 'vulnerable-system', 'critical', 'version servername url', {
    about: 'tag',
    keeps: ['servername'],
  }),
  kind(
    'scan_http_vulnerable',
    'Vulnerable HTTP',
    'vulnerable-system',
    'critical',
    'http http_code www_authenticate set_cookie http_date version build_branch detail',
    {
      about: 'tag',
      keeps: ['server', 'detail', 'build_date'],
    },
  ),
  kind(
    'scan_smtp_vulnerable',
    'Vulnerable SMTP',
    'vulnerable-system',
    'critical',
    'banner auth_ssl_response auth_tls_response freak_vulnerable sslv3_supported',
    {
      about: 'tag',
      keeps: ['banner'],
    },
  ),
  kind(
    'special',
    'Special report',
    'vulnerable-system',
    'critical',
    'first_seen_time last_seen_time potential_exposure_time',
    {
      about: 'tag',
      keeps: ['status', 'detail', 'method'],
    },
  ),
  kind(
    'scan_isakmp',
    'Vulnerable ISAKMP',
    'vulnerable-system',
    'medium',
    'initiator_spi responder_spi notify_message_type',
  ),
  kind(
    'scan_ddos_middlebox',
    'Vulnerable DDoS middlebox',
    'vulnerable-system',
    'medium',
    'source_port bytes amplification method',
  ),
  kind('scan_loop_dos', 'Loop DoS', 'vulnerable-system', 'high', 'detail', {
    only,
    about: 'application',
    keeps: ['detail'],
  }),
  kind('scan_nat_pmp', 'Vulnerable NAT-PMP', 'vulnerable-system', 'high', 'opcode uptime external_ip'),
  kind(
    'scan_netis_router',
    'Vulnerable Netis router',
    'vulnerable-system',
    'critical',
    'response response_size amplification',
    {
      only,
    },
  ),
  kind('scan_ssl_freak', 'SSL FREAK', 'vulnerable-system', 'low', 'freak_vulnerable freak_cipher_suite page_sha256fp', {
    keeps: certificate,
  }),
  kind('scan_ssl_poodle', 'SSLv3 POODLE', 'vulnerable-system', 'low', 'ssl_poodle ssl_version page_sha256fp', {
    keeps: certificate,
  }),

  // Services that are open and should not be.
  kind('scan_rdp', 'Accessible RDP', 'vulnerable-system', 'high', 'handshake rdp_protocol', {
    keeps: ['rdp_protocol', ...certificate],
  }),
  kind('scan_rdpeudp', 'Accessible MS-RDPEUDP', 'vulnerable-system', 'high', 'sessionid response_size amplification'),
  kind(
    'scan_smb',
    'Accessible SMB',
    'vulnerable-system',
    'high',
    'smb_major_number smb_minor_number smb_version_string',
    {
      keeps: ['smb_version_string', 'arch'],
    },
  ),
  kind('scan_telnet', 'Accessible Telnet', 'vulnerable-system', 'medium', 'banner', { only, keeps: ['banner'] }),
  kind('scan_vnc', 'Accessible VNC', 'vulnerable-system', 'high', 'product banner', { only, keeps: ['product'] }),
  kind('scan_radmin', 'Accessible Radmin', 'vulnerable-system', 'high', 'ip version', { only }),
  kind(
    'scan_ard',
    'Accessible Apple Remote Desktop',
    'vulnerable-system',
    'high',
    'machine_name response_size amplification',
    {
      only,
    },
  ),
  kind('scan_afp', 'Accessible AFP', 'vulnerable-system', 'high', 'afp_versions uams utf8_servername', {
    keeps: ['machine_type'],
  }),
  kind('scan_adb', 'Accessible Android Debug Bridge', 'vulnerable-system', 'critical', 'model device features', {
    keeps: ['model', 'device'],
  }),
  kind('scan_activemq', 'Accessible ActiveMQ', 'vulnerable-system', 'medium', 'command vendor', { only }),
  kind('scan_amqp', 'Accessible AMQP', 'vulnerable-system', 'medium', 'mechanisms locales product_version', {
    keeps: ['product', 'product_version'],
  }),
  kind('scan_bgp', 'Open BGP', 'vulnerable-system', 'high', 'bgp_version sender_asn bgp_identifier'),
  kind('population_bgp', 'Accessible BGP', 'vulnerable-system', 'medium', 'bgp_version sender_asn bgp_identifier'),
  kind('scan_chargen', 'Open Chargen', 'vulnerable-system', 'medium', 'response_size amplification', { only }),
  kind('scan_cisco_smart_install', 'Accessible Cisco Smart Install', 'vulnerable-system', 'critical', '', { only }),
  kind('scan_coap', 'Accessible CoAP', 'vulnerable-system', 'medium', 'version response response_size amplification', {
    only,
  }),
  kind('scan_couchdb', 'Accessible CouchDB', 'vulnerable-system', 'high', 'couchdb_message couchdb_version', {
    keeps: ['couchdb_version'],
  }),
  kind(
    'scan_cwmp',
    'Accessible CWMP',
    'vulnerable-system',
    'medium',
    'http http_code www_authenticate set_cookie http_date',
    {
      keeps: ['server'],
    },
  ),
  kind('scan_db2', 'Open DB2 discovery service', 'vulnerable-system', 'high', 'db2_hostname servername'),
  kind('scan_dns', 'DNS open resolver', 'vulnerable-system', 'medium', 'dns_version min_amplification', {
    keeps: ['dns_version', 'min_amplification'],
  }),
  kind(
    'scan_docker',
    'Accessible Docker service',
    'vulnerable-system',
    'critical',
    'api_version kernel_version min_api_version',
    {
      keeps: ['os', 'arch', 'kernel_version'],
    },
  ),
  kind(
    'scan_dvr_dhcpdiscover',
    'Accessible DVR DHCPDiscover',
    'vulnerable-system',
    'high',
    'device_serial video_input_channels',
  ),
  kind(
    'scan_elasticsearch',
    'Open Elasticsearch server',
    'vulnerable-system',
    'high',
    'cluster_name build_hash lucene_version',
  ),
  kind('scan_epmd', 'Accessible Erlang Port Mapper Daemon', 'vulnerable-system', 'high', 'nodes', { keeps: ['nodes'] }),
  kind(
    'scan_ftp',
    'Accessible FTP',
    'vulnerable-system',
    'info',
    'banner auth_tls_response auth_ssl_response cipher_suite',
    {
      keeps: ['banner', ...certificate],
    },
  ),
  kind('scan_hadoop', 'Accessible Hadoop service', 'vulnerable-system', 'high', 'clusterid livenodes namenodeaddress'),
  kind('scan_http_proxy', 'Open HTTP proxy', 'vulnerable-system', 'medium', 'proxy_authenticate via', {
    keeps: ['server', 'via'],
  }),
  kind('population_http_proxy', 'Accessible HTTP proxy', 'other', 'low', 'proxy_authenticate via', {
    keeps: ['server', 'via'],
  }),
  kind(
    'scan_ics',
    'Accessible industrial control system',
    'vulnerable-system',
    'high',
    'device_id response_size raw_response',
    {
      about: 'tag',
      keeps: ['device_id'],
    },
  ),
  kind('scan_ipmi', 'Open IPMI', 'vulnerable-system', 'high', 'ipmi_version none_auth anon_login', {
    keeps: ['ipmi_version'],
  }),
  kind('scan_ipp', 'Open IPP', 'vulnerable-system', 'high', 'ipp_version printer_uris printer_make_and_model', {
    keeps: ['printer_make_and_model'],
  }),
  kind(
    'scan_kubernetes',
    'Accessible Kubernetes API server',
    'vulnerable-system',
    'high',
    'git_tree_state compiler go_version',
    {
      keeps: ['git_version'],
    },
  ),
  kind(
    'scan_ldap_tcp',
    'Open LDAP (TCP)',
    'vulnerable-system',
    'high',
    'configuration_naming_context ldap_service_name handshake',
    {
      keeps: ['dns_host_name'],
    },
  ),
  kind('scan_ldap_udp', 'Open LDAP', 'vulnerable-system', 'high', 'configuration_naming_context ldap_service_name', {
    keeps: ['dns_host_name'],
  }),
  kind('scan_mdns', 'Open mDNS', 'vulnerable-system', 'medium', 'mdns_name services workstation_name', {
    keeps: ['services'],
  }),
  kind(
    'scan_memcached',
    'Open Memcached',
    'vulnerable-system',
    'high',
    'pointer_size curr_connections total_connections',
  ),
  kind('scan_mongodb', 'Open MongoDB', 'vulnerable-system', 'high', 'gitversion maxbsonobjectsize visible_databases'),
  kind('scan_mqtt', 'Open MQTT', 'vulnerable-system', 'medium', 'anonymous_access raw_response hex_code', {
    keeps: certificate,
  }),
  kind('scan_mqtt_anon', 'Open anonymous MQTT', 'vulnerable-system', 'high', 'raw_response hex_code', {
    keeps: certificate,
  }),
  kind('population_msmq', 'Accessible MSMQ', 'vulnerable-system', 'medium', 'response_size', { only }),
  kind(
    'scan_mssql',
    'Open MS-SQL resolution service',
    'vulnerable-system',
    'high',
    'instance_name tcp_port named_pipe',
    {
      keeps: ['server_name', 'instance_name'],
    },
  ),
  kind('scan_mysql', 'Accessible MySQL', 'vulnerable-system', 'high', 'mysql_protocol_version server_version', {
    keeps: ['server_version', ...certificate],
  }),
  kind('scan_netbios', 'Open NetBIOS', 'vulnerable-system', 'high', 'mac_address workgroup machine_name', {
    keeps: ['workgroup', 'machine_name'],
  }),
  kind('scan_ntp', 'NTP version', 'vulnerable-system', 'medium', 'clk_wander rootdispersion stratum', {
    keeps: ['system'],
  }),
  kind('scan_ntpmonitor', 'NTP monitor', 'vulnerable-system', 'medium', 'packets response_size amplification', {
    only,
  }),
  kind('scan_portmapper', 'Open Portmapper', 'vulnerable-system', 'medium', 'programs mountd_port exports', {
    keeps: ['programs', 'exports'],
  }),
  kind(
    'scan_postgres',
    'Accessible PostgreSQL',
    'vulnerable-system',
    'high',
    'supported_protocols startup_error_code',
    {
      keeps: certificate,
    },
  ),
  kind('scan_qotd', 'Open QOTD', 'vulnerable-system', 'medium', 'quote response_size amplification'),
  kind('scan_redis', 'Open Redis', 'vulnerable-system', 'high', 'git_sha1 multiplexing_api connected_clients', {
    keeps: ['os'],
  }),
  kind('scan_rsync', 'Accessible Rsync', 'vulnerable-system', 'medium', 'module motd has_password', {
    keeps: ['module', 'has_password'],
  }),
  kind('scan_sip', 'Accessible SIP', 'vulnerable-system', 'high', 'sip sip_code sip_via', {
    keeps: ['server', 'user_agent'],
  }),
  kind('scan_slp', 'Accessible SLP', 'vulnerable-system', 'high', 'function_text xid language_tag'),
  kind('scan_snmp', 'Open SNMP', 'vulnerable-system', 'high', 'sysname sysdesc community', { keeps: ['sysdesc'] }),
  kind('scan_socks', 'Accessible SOCKS proxy', 'vulnerable-system', 'medium', '', { only }),
  kind('scan_ssdp', 'Open SSDP', 'vulnerable-system', 'high', 'cache_control search_target unique_service_name', {
    keeps: ['server'],
  }),
  kind('scan_stun', 'Accessible STUN', 'other', 'medium', 'magic_cookie xor_mapped_address'),
  kind('scan_tftp', 'Open TFTP', 'vulnerable-system', 'info', 'opcode errorcode errormessage'),
  kind(
    'scan_ubiquiti',
    'Accessible Ubiquiti discovery service',
    'vulnerable-system',
    'high',
    'radioname essid modelfull firmware',
    {
      keeps: ['modelfull', 'firmware'],
    },
  ),
  kind(
    'scan_ws_discovery',
    'Accessible WS-Discovery',
    'vulnerable-system',
    'medium',
    'response_size amplification error raw_response',
    {
      only,
    },
  ),
  kind('scan_xdmcp', 'Accessible XDMCP', 'vulnerable-system', 'high', 'opcode reported_hostname status', {
    keeps: ['reported_hostname', 'status'],
  }),

  // Told for information.
  kind('device_id', 'Device identification', 'undetermined', 'info', 'ip device_version', { only }),
  kind(
    'scan_http',
    'Accessible HTTP',
    'other',
    'info',
    'http http_code www_authenticate set_cookie http_date version',
    {
      keeps: ['server', 'http_code'],
    },
  ),
  kind('scan_quic', 'Accessible QUIC', 'other', 'info', 'version_field_1 version_field_2'),
  kind(
    'scan_smtp',
    'Accessible SMTP',
    'other',
    'info',
    'banner auth_ssl_response auth_tls_response freak_vulnerable sslv3_supported',
    { keeps: ['banner'] },
  ),
  kind('scan_ssh', 'Accessible SSH', 'other', 'info', 'serverid_raw available_kex userauth_methods', {
    keeps: ['serverid_software', 'userauth_methods'],
  }),
  kind('scan_ssl', 'Accessible SSL', 'other', 'info', 'cipher_suite ssl_poodle freak_vulnerable browser_trusted', {
    keeps: certificate,
  }),
]
