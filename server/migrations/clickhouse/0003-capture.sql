-- What a sensor tells of itself. `capture` is empty but for EVE events of the type `stats`, where it holds in this order: uptime in
-- seconds; since the sensor's start packets captured, packets the kernel dropped, segments and sessions not followed for want of
-- memory; rules in use, rules that failed, and when rules were last loaded, as seconds since 1970. One array and not seven columns:
-- nearly every row has none.
alter table event add column if not exists capture Array(UInt64) codec(ZSTD(1));

alter table event add column if not exists suricata_version LowCardinality(String);
