-- What hunts and look-backs search by. `sought` holds a hash of each value of an event that an indicator can name: addresses, the last
-- two labels of names, URLs, hashes, fingerprints and e-mail addresses. One column of four bytes a value is read in a seventh of the
-- time that those columns take, and with the same effort for ten values as for a hundred thousand; a row whose hash is sought is then
-- read whole and compared. The engine fills it in as events are inserted, and works it out where a row is older than the column.
alter table event add column if not exists sought Array(UInt32) materialized arrayDistinct(arrayConcat(
  [toUInt32(cityHash64(src_ip)), toUInt32(cityHash64(dest_ip))],
  arrayMap(answer -> toUInt32(if(toIPv6OrDefault(answer) = toIPv6('::'), cityHash64(substringIndex(answer, '.', -2)),
    cityHash64(toIPv6OrDefault(answer)))), dns_answers),
  arrayMap(name -> toUInt32(cityHash64(substringIndex(name, '.', -2))), arrayFilter(name -> name != '', arrayConcat(
    [dns_name, tls_sni, http_host, lower(domain(http_referer))], tls_names))),
  arrayMap(value -> toUInt32(cityHash64(value)), arrayFilter(value -> value != '', arrayConcat(
    [multiIf(http_url = '', '', startsWith(http_url, '/'), concat(http_host, http_url),
      replaceRegexpOne(http_url, '^[A-Za-z]+://([^/:]*)(:[0-9]+)?', '\\1')),
    tls_fingerprint, ja3, ja3s, ja4, lower(email_from)], arrayMap(address -> lower(address), email_to), file_hashes)))))
  codec(LZ4);

-- The values that are looked for, with that hash, and with the text that a value of an event is compared with. `indicator` is zero but
-- in a look-back. Made anew rather than altered: it holds something only while a hunt runs, and a hunt that is cut off begins anew.
drop table if exists hunt_value;

create table if not exists hunt_value (
  hunt UUID,
  kind Enum8('address' = 1, 'network' = 2, 'domain' = 3, 'wildcard' = 4, 'url' = 5, 'hash' = 6, 'ja3' = 7, 'ja4' = 8, 'email' = 9),
  text String,
  address IPv6,
  bits UInt8,
  indicator UUID,
  key UInt32 materialized toUInt32(multiIf(kind = 'address', cityHash64(address),
    kind in ('domain', 'wildcard'), cityHash64(substringIndex(text, '.', -2)), cityHash64(text))),
  look String materialized multiIf(kind = 'address', toString(address),
    kind = 'network', concat(toString(address), '/', toString(bits)), text),
  made_at DateTime default now('UTC')
) engine = MergeTree
partition by hunt
order by kind
ttl made_at + interval 1 day;

-- Where a look-back found an indicator in events that were stored before the indicator was known: beside `event`, whose rows
-- stand. One row per event, indicator, field, member concerned and host, as the `hit_` columns of `event` have them; of the event what
-- retention, erasure and searches ask for. A pass that is done again writes the same rows, which become one.
create table if not exists found_later (
  indicator UUID,
  hit_member LowCardinality(String),
  hit_host IPv6,
  hour Int32 codec(Delta, ZSTD(1)),
  time DateTime64(6, 'UTC') codec(Delta, ZSTD(1)),
  id FixedString(16),
  field LowCardinality(String),
  look_back UUID,
  sensor UUID,
  received_at DateTime64(3, 'UTC') codec(Delta, ZSTD(1)),
  member LowCardinality(String),
  other_member LowCardinality(String),
  attribution Enum8('network' = 1, 'sensor' = 2),
  hit_members Array(String) alias [toString(hit_member)],
  index id_index id type bloom_filter(0.01) granularity 1
) engine = ReplacingMergeTree
partition by toYYYYMMDD(received_at)
order by (indicator, hit_member, hit_host, hour, time, id, field);
