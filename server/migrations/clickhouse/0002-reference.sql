-- What events are attributed and matched against: copies of what PostgreSQL holds, filled anew and swapped whole, and the
-- dictionaries that the load statement looks up. `lifetime(0)`: they change only when told to.
create table if not exists network_member (prefix String, orgnr String) engine = MergeTree order by prefix;

create table if not exists network_member_next as network_member;

create dictionary if not exists network_owner (prefix String, orgnr String default '')
primary key prefix source(clickhouse(table 'network_member')) layout(ip_trie) lifetime(0);

-- Exact addresses.
create table if not exists indicator_address (address IPv6, id UUID) engine = MergeTree order by address;

create table if not exists indicator_address_next as indicator_address;

create dictionary if not exists indicator_of_address (address IPv6, id UUID)
primary key address source(clickhouse(table 'indicator_address')) layout(complex_key_hashed) lifetime(0);

-- Networks. `ids` holds the network's own indicator and those of every indicator network around it: the trie answers with
-- the narrowest only.
create table if not exists indicator_network (prefix String, ids Array(UUID)) engine = MergeTree order by prefix;

create table if not exists indicator_network_next as indicator_network;

create dictionary if not exists indicators_of_network (prefix String, ids Array(UUID))
primary key prefix source(clickhouse(table 'indicator_network')) layout(ip_trie) lifetime(0);

-- Names. `domain` matches the name and all below it, `wildcard` only what is below; zero where there is none.
create table if not exists indicator_name (name String, domain UUID, wildcard UUID) engine = MergeTree order by name;

create table if not exists indicator_name_next as indicator_name;

create dictionary if not exists indicators_of_name (name String, domain UUID, wildcard UUID)
primary key name source(clickhouse(table 'indicator_name')) layout(complex_key_hashed) lifetime(0);
