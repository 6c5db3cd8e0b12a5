-- What events are attributed and matched against: copies of what PostgreSQL holds, filled anew and swapped whole, and the
-- dictionaries that the load statement looks up.
create table if not exists network_member (prefix String, orgnr String) engine = MergeTree order by prefix;
create table if not exists network_member_next as network_member;

create table if not exists indicator_value (key UInt64, id UUID, type LowCardinality(String), value String) engine = MergeTree order by key;
create table if not exists indicator_value_next as indicator_value;

create table if not exists indicator_network (prefix String, id UUID) engine = MergeTree order by prefix;
create table if not exists indicator_network_next as indicator_network;
