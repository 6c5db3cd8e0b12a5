-- People. The first six tables are the sign-in library's, with its column names and ours for the tables; made from its
-- own description of what it needs (see access/auth.ts), so a new version of it that needs more gets a new migration.

create table person (
  "id" uuid primary key default gen_random_uuid(),
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  "twoFactorEnabled" boolean,
  "language" text not null default 'nb' check ("language" in ('nb', 'nn', 'en'))
);

create table person_session (
  "id" uuid primary key default gen_random_uuid(),
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references person on delete cascade
);
create index person_session_user on person_session ("userId");

create table person_account (
  "id" uuid primary key default gen_random_uuid(),
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references person on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null
);
create index person_account_user on person_account ("userId");

create table person_verification (
  "id" uuid primary key default gen_random_uuid(),
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index person_verification_identifier on person_verification ("identifier");

create table person_passkey (
  "id" uuid primary key default gen_random_uuid(),
  "name" text,
  "publicKey" text not null,
  "userId" uuid not null references person on delete cascade,
  "credentialID" text not null,
  "counter" integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  "transports" text,
  "createdAt" timestamptz,
  "aaguid" text
);
create index person_passkey_user on person_passkey ("userId");
create index person_passkey_credential on person_passkey ("credentialID");

create table person_two_factor (
  "id" uuid primary key default gen_random_uuid(),
  "secret" text not null,
  "backupCodes" text not null,
  "userId" uuid not null references person on delete cascade,
  "verified" boolean,
  "failedVerificationCount" integer,
  "lockedUntil" timestamptz
);
create index person_two_factor_secret on person_two_factor ("secret");
create index person_two_factor_user on person_two_factor ("userId");

-- Ours: a person may hold roles at several members, or one for the whole constituency.
create table person_role (
  person_id uuid not null references person on delete cascade,
  role text not null check (role in
    ('admin', 'team_leader', 'duty_officer', 'analyst', 'auditor', 'member_admin', 'member_contact', 'partner')),
  orgnr text references member on delete cascade,
  created_at timestamptz not null default now(),
  unique nulls not distinct (person_id, role, orgnr),
  check ((role in ('member_admin', 'member_contact')) = (orgnr is not null))
);
create index person_role_orgnr on person_role (orgnr);
