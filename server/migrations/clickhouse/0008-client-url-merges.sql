-- Whether the destination asked and the source answered, as the format of the line tells it: a look-back takes the same side for the
-- client as loading did. Of older rows only the port is known.
alter table event add column if not exists client_is_dest Bool default src_port = 53 codec(ZSTD(1));

-- A row that is merged costs half of what it costs to load, and it is merged once for each step in size: with steps of ten and not of
-- five, which leaves some more parts, a third less is merged.
alter table event modify setting merge_selector_base = 10;

-- A URL is compared by one expression, `urlValue` in sensing/indicators/indicator-key.ts: the value of a request through a proxy, that
-- names its URL whole, was written otherwise here. The column is dropped and made anew, so that it is right at once for all rows that
-- stand, worked out as they are read; the engine then writes it down for them in the background.
alter table event drop column if exists sought;

alter table event add column if not exists sought Array(UInt32) materialized arrayDistinct(arrayConcat(
  [toUInt32(cityHash64(src_ip)), toUInt32(cityHash64(dest_ip))],
  arrayMap(answer -> toUInt32(if(toIPv6OrDefault(answer) = toIPv6('::'), cityHash64(substringIndex(answer, '.', -2)),
    cityHash64(toIPv6OrDefault(answer)))), dns_answers),
  arrayMap(name -> toUInt32(cityHash64(substringIndex(name, '.', -2))), arrayFilter(name -> name != '', arrayConcat(
    [dns_name, tls_sni, http_host, lower(domain(http_referer))], tls_names))),
  arrayMap(value -> toUInt32(cityHash64(value)), arrayFilter(value -> value != '', arrayConcat(
    [multiIf(http_url = '', '', startsWith(http_url, '/'), concat(http_host, http_url),
    concat(lower(domain(http_url)),
      substring(cutFragment(http_url), position(http_url, '/', position(http_url, '://') + 3)))),
    tls_fingerprint, ja3, ja3s, ja4, lower(email_from)], arrayMap(address -> lower(address), email_to), file_hashes)))))
  codec(LZ4);

alter table event materialize column sought;

-- Whole URLs are handed over, and `look` is what an event is compared with. Made anew as before: a hunt that is cut off begins anew.
drop table if exists hunt_value;

create table if not exists hunt_value (
  hunt UUID,
  kind Enum8('address' = 1, 'network' = 2, 'domain' = 3, 'wildcard' = 4, 'url' = 5, 'hash' = 6, 'ja3' = 7, 'ja4' = 8, 'email' = 9),
  text String,
  address IPv6,
  bits UInt8,
  indicator UUID,
  key UInt32 materialized toUInt32(multiIf(kind = 'address', cityHash64(address),
    kind in ('domain', 'wildcard'), cityHash64(substringIndex(text, '.', -2)), cityHash64(look))),
  look String materialized multiIf(kind = 'address', toString(address),
    kind = 'network', concat(toString(address), '/', toString(bits)),
    kind = 'url', concat(lower(domain(text)),
    substring(cutFragment(text), position(text, '/', position(text, '://') + 3))), text),
  made_at DateTime default now('UTC')
) engine = MergeTree
partition by hunt
order by kind
ttl made_at + interval 1 day;
