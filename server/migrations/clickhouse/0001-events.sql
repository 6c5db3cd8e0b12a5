-- Every event a sensor sent, as columns; the line itself only where it matched or raised an alert.
--
-- Partitioned by the day of receipt, so that one segment of the spool is one part (an insert is all or nothing), retention
-- drops whole partitions, and a sensor with a wild clock cannot make thousands of partitions. `version` is higher the
-- earlier a row was received: of a line that was sent again, the first stays.
--
-- `hour` is whole hours since 1970 of `time`, downwards: it leads the order so that the newest events of all members, and of one,
-- are read without sorting a day. `other_member` is set where source and destination belong to two members.
--
-- The `hit_` columns are parallel: one entry per cause and member concerned. An alert is an entry with the field `alert`
-- and the indicator zero. `hit_hosts` is that member's own host, `::` where none is known.
create table if not exists event (
  id FixedString(16) codec(NONE),
  segment UUID codec(ZSTD(1)),
  sensor UUID codec(ZSTD(1)),
  received_at DateTime64(3, 'UTC') codec(Delta, ZSTD(1)),
  hour Int32 codec(Delta, ZSTD(1)),
  time DateTime64(6, 'UTC') codec(Delta, ZSTD(1)),
  member LowCardinality(String),
  other_member LowCardinality(String),
  attribution Enum8('network' = 1, 'sensor' = 2),
  event_type LowCardinality(String),
  flow_id UInt64 codec(ZSTD(1)),
  src_ip IPv6 codec(ZSTD(1)),
  src_port UInt16 codec(ZSTD(1)),
  dest_ip IPv6 codec(ZSTD(1)),
  dest_port UInt16 codec(ZSTD(1)),
  proto LowCardinality(String),
  app_proto LowCardinality(String),
  dns_name String codec(ZSTD(1)),
  tls_sni String codec(ZSTD(1)),
  http_host String codec(ZSTD(1)),
  http_url String codec(ZSTD(1)),
  http_method LowCardinality(String),
  http_status UInt16 codec(ZSTD(1)),
  http_user_agent String codec(ZSTD(1)),
  alert_signature_id UInt32 codec(ZSTD(1)),
  alert_signature String codec(ZSTD(1)),
  alert_category LowCardinality(String),
  alert_severity UInt8 codec(ZSTD(1)),
  hit_indicators Array(UUID) codec(ZSTD(1)),
  hit_fields Array(LowCardinality(String)),
  hit_members Array(LowCardinality(String)),
  hit_hosts Array(IPv6) codec(ZSTD(1)),
  raw String codec(ZSTD(3)),
  version Int64 codec(ZSTD(1)),
  index segment_index segment type bloom_filter(0.01) granularity 4,
  index received_index received_at type minmax granularity 4,
  index src_ip_index src_ip type bloom_filter(0.01) granularity 4,
  index dest_ip_index dest_ip type bloom_filter(0.01) granularity 4,
  index hit_index hit_indicators type bloom_filter(0.01) granularity 4
) engine = ReplacingMergeTree(version)
partition by toYYYYMMDD(received_at)
order by (hour, member, time, id)
settings non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

-- Lines that could not be read, with the reason: set aside, never lost. `line_number` counts within the batch as sent.
create table if not exists rejected_line (
  segment UUID,
  batch UUID,
  line_number UInt64,
  sensor UUID,
  received_at DateTime64(3, 'UTC'),
  reason LowCardinality(String),
  line String codec(ZSTD(3))
) engine = ReplacingMergeTree
partition by toYYYYMMDD(received_at)
order by (sensor, received_at, batch, line_number)
settings non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
