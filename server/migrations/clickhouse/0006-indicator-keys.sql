-- One dictionary for all that is matched exactly, keyed by a hash of kind and value: a third of the time of a lookup by the text
-- itself. `proof` is a second hash, so that no other text is ever taken for an indicator. For names, `id` is the indicator of the
-- name with all below it and `wildcard` that of what is below alone; zero where there is none. `type` is for counting. In no
-- order, since it is only ever read whole.
create table if not exists indicator_key (key UInt64, proof UInt64, id UUID, wildcard UUID, type LowCardinality(String)) engine = MergeTree order by tuple();

create table if not exists indicator_key_next as indicator_key;

create dictionary if not exists indicator_of (key UInt64, proof UInt64 default 0,
  id UUID default '00000000-0000-0000-0000-000000000000', wildcard UUID default '00000000-0000-0000-0000-000000000000')
primary key key source(clickhouse(table 'indicator_key')) layout(hashed_array) lifetime(0);

-- Hashes of the last two labels of every indicator that is a name: a name whose own are not among them is not listed and has no
-- parent that is, and most have not.
create table if not exists indicator_end (key UInt64, listed UInt8) engine = MergeTree order by tuple();

create table if not exists indicator_end_next as indicator_end;

create dictionary if not exists listed_end (key UInt64, listed UInt8 default 0)
primary key key source(clickhouse(table 'indicator_end')) layout(hashed_array) lifetime(0);

-- How many indicators of each type the dictionaries hold, written once they have been read anew.
create table if not exists indicator_active (type String, active UInt64) engine = MergeTree order by type;

create table if not exists indicator_active_next as indicator_active;

drop dictionary if exists indicator_of_address;
drop dictionary if exists indicators_of_name;
drop table if exists indicator_address;
drop table if exists indicator_address_next;
drop table if exists indicator_name;
drop table if exists indicator_name_next;
