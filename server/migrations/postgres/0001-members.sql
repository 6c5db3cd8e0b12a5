-- The constituency: who is served, what is theirs, and whom to tell.

create table member (
  orgnr text primary key check (orgnr ~ '^[0-9]{9}$'),
  name text not null check (name <> ''),
  kind text not null,
  municipality_number text check (municipality_number ~ '^[0-9]{4}$'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- A network has one owner. Overlaps are allowed: the most specific wins when an address is attributed.
create table member_network (
  network cidr primary key,
  orgnr text not null references member on delete cascade
);
create index member_network_orgnr on member_network (orgnr);

create table member_domain (
  domain text primary key check (domain = lower(domain)),
  orgnr text not null references member on delete cascade
);
create index member_domain_orgnr on member_domain (orgnr);

create table contact (
  id uuid primary key,
  orgnr text not null references member on delete cascade,
  name text not null,
  email text not null check (email = lower(email)),
  phone text,
  language text not null check (language in ('nb', 'nn', 'en')),
  verified_at timestamptz,
  created_at timestamptz not null default now(),
  unique (orgnr, email)
);
