-- How a sensor does, as each load leaves it: `Health` in server/src/sensing/sensor-health.ts. Replaced whole, with the row's counters, and
-- read only by the rule that made it; so one value and no columns.
alter table sensor add column health jsonb;
