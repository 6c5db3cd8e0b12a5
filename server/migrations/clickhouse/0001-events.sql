-- Every event a sensor sent, as columns; the line itself only where it matched or raised an alert.
--
-- Partitioned by the day of receipt, so that one segment is one part (an insert is all or nothing), retention drops whole
-- partitions, and a sensor with a wild clock cannot make thousands of partitions. `version` is higher the earlier a row
-- was received: of a line that was sent again, the first stays.
create table if not exists event (
  id FixedString(16) codec(NONE),
  batch UUID codec(ZSTD(1)),
  line_number UInt32 codec(T64, ZSTD(1)),
  sensor UUID codec(ZSTD(1)),
  received_at DateTime64(3, 'UTC') codec(Delta, ZSTD(1)),
  time DateTime64(6, 'UTC') codec(Delta, ZSTD(1)),
  member LowCardinality(String),
  src_member LowCardinality(String),
  dest_member LowCardinality(String),
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
  raw String codec(ZSTD(3)),
  version Int64 codec(ZSTD(1)),
  index src_ip_index src_ip type bloom_filter(0.01) granularity 4,
  index dest_ip_index dest_ip type bloom_filter(0.01) granularity 4,
  index batch_index batch type bloom_filter(0.01) granularity 4
) engine = ReplacingMergeTree(version)
partition by toYYYYMMDD(received_at)
order by (member, time, id)
settings non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

-- Lines that could not be read, with the reason: set aside, never lost.
create table if not exists rejected_line (
  batch UUID,
  line_number UInt32,
  sensor UUID,
  received_at DateTime64(3, 'UTC'),
  reason LowCardinality(String),
  line String codec(ZSTD(3))
) engine = MergeTree
partition by toYYYYMMDD(received_at)
order by (sensor, received_at, batch, line_number)
settings non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
