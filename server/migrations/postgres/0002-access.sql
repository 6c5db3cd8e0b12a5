-- People's roles and machines' keys. The tables of the sign-in library are in 0003.

create table api_key (
  id uuid primary key,
  name text not null,
  scope text not null,
  secret_hash bytea not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
