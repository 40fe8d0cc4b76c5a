-- Organisations, their keys, their people, and how people sign in.

create table account_organisations (
  id text primary key,
  name text not null,
  state text not null, -- ISO 3166-1 alpha-2, or EU
  kind text not null, -- prosecutor, court, police, central-authority, provider, bank, overseer, operator, other
  seats text[] not null,
  authority text, -- what it is as an asking authority: judge, court, prosecutor, police …
  languages text[] not null,
  addressees jsonb not null default '[]', -- [{state, as}]: where and as what it may be served
  is_demo boolean not null default false,
  created_at timestamptz not null
);

create table account_keys (
  id text primary key,
  org_id text not null references account_organisations,
  purpose text not null check (purpose in ('signing', 'sealing')),
  public_key text not null, -- Ed25519 in base64, or an age recipient
  private_key bytea not null, -- under the instance secret
  created_at timestamptz not null,
  retired_at timestamptz
);

create unique index account_keys_current on account_keys (org_id, purpose) where retired_at is null;

create table account_people (
  id text primary key,
  name text not null,
  language text not null,
  is_demo boolean not null default false,
  created_at timestamptz not null
);

create table account_memberships (
  person_id text not null references account_people,
  org_id text not null references account_organisations,
  seat text not null,
  role text not null check (role in ('head', 'author', 'member')),
  created_at timestamptz not null,
  primary key (person_id, org_id, seat)
);

create index account_memberships_org on account_memberships (org_id);

create table account_sessions (
  token_hash bytea primary key, -- SHA-256 of the token in the cookie
  person_id text not null,
  org_id text not null,
  seat text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  foreign key (person_id, org_id, seat) references account_memberships on delete cascade
);

create index account_sessions_expires on account_sessions (expires_at);

create table account_passkeys (
  id text primary key, -- credential id, base64url
  person_id text not null references account_people,
  public_key bytea not null, -- COSE
  counter bigint not null,
  transports text[] not null,
  backed_up boolean not null,
  created_at timestamptz not null,
  used_at timestamptz
);

create index account_passkeys_person on account_passkeys (person_id);

-- A link that lets one person in, once.
create table account_invitations (
  id text primary key,
  token_hash bytea not null unique,
  org_id text not null references account_organisations,
  name text not null,
  seat text not null,
  role text not null,
  person_id text references account_people, -- somebody who lost their passkey; otherwise somebody new
  invited_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- A ceremony under way: each challenge serves once.
create table account_challenges (
  challenge text primary key, -- base64url
  purpose text not null check (purpose in ('registration', 'sign-in')),
  invitation_id text references account_invitations, -- a registration is by invitation or by somebody signed in
  person_id text,
  expires_at timestamptz not null
);

-- The token `comity serve` prints for whoever sets the instance up; gone once used.
create table account_setup (
  singleton boolean primary key default true check (singleton),
  token_hash bytea not null,
  created_at timestamptz not null
);
