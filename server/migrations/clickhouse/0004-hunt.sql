-- What hunts look for, while they run: a statement with 10,000 values in it would outgrow what a server takes as one request.
-- A hunt's rows go as one partition when it ends; the limit is for hunts that were cut off.
create table if not exists hunt_value (
  hunt UUID,
  kind Enum8('address' = 1, 'network' = 2, 'domain' = 3, 'wildcard' = 4, 'url' = 5),
  text String,
  address IPv6,
  bits UInt8,
  made_at DateTime default now('UTC')
) engine = MergeTree
partition by hunt
order by kind
ttl made_at + interval 1 day;
