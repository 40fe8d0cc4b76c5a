-- Who an organisation is: how that was verified, with which keys it signs and until when, whose word about it counts.

-- What the operator decided, once for the instance. These are the house's own periods, none of the law's.
create table trust_settings (
  singleton boolean primary key default true check (singleton),
  reverify_days integer not null,
  attestation_days integer not null,
  second_check_minutes integer not null,
  follow_up_days integer not null,
  young_domain_days integer not null,
  desk_for text[] not null, -- signals that make the verification of a sender mandatory, beside those that always do
  changed_by text not null,
  changed_at timestamptz not null
);

-- How the operator made sure of an organisation; the newest counts.
create table trust_verifications (
  id text primary key,
  org_id text not null, -- whom it is about
  method text not null,
  says text not null,
  phone text, -- to call back: never one that a request gave
  phone_source text,
  attestation text,
  by_org text not null,
  by_person text not null,
  by_name text not null,
  at timestamptz not null,
  due_at timestamptz not null -- to be verified anew by then
);
create index trust_verifications_of on trust_verifications (org_id, at);

-- The keys of organisations elsewhere, each with the time it was good for.
create table trust_keys (
  org_id text not null,
  kind text not null check (kind in ('signing', 'certificate')),
  key text not null, -- Ed25519 in base64, or the SHA-256 of a certificate
  from_at timestamptz not null,
  until_at timestamptz,
  ended text check (ended in ('rotated', 'revoked', 'replaced')),
  since_at timestamptz, -- what was signed from here on is in doubt
  reason text,
  primary key (org_id, kind, key)
);

-- Addresses that an organisation writes from, as the operator found them.
create table trust_domains (
  org_id text not null,
  domain text not null,
  registered_on date,
  source text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (org_id, domain)
);

-- Signed statements about organisations, given and received. Each organisation keeps its own.
create table trust_attestations (
  org_id text not null,
  id text not null,
  side text not null check (side in ('given', 'received')),
  attester text not null,
  subject text not null,
  subject_name text not null,
  subject_key text not null, -- the key or certificate it was seen with
  says text not null,
  reason text not null,
  paper text not null, -- as it was signed
  made_at timestamptz not null,
  until_at timestamptz not null,
  told text[] not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  primary key (org_id, id)
);
create index trust_attestations_about on trust_attestations (org_id, subject);

-- Whose word counts for an organisation, for what, and why.
create table trust_believed (
  seq bigint generated always as identity primary key,
  org_id text not null,
  attester text not null,
  says text not null,
  reason text not null,
  by_name text not null,
  at timestamptz not null,
  ended_at timestamptz,
  ended_by text,
  ended_reason text
);
create unique index trust_believed_now on trust_believed (org_id, attester, says) where ended_at is null;

-- Requests about which something came that was signed with a key since revoked, after the moment from which it is in doubt.
create table trust_doubted (
  org_id text not null,
  message_id text not null,
  from_org text not null,
  about text not null,
  key text not null,
  since_at timestamptz not null,
  at timestamptz not null,
  primary key (org_id, message_id)
);
create index trust_doubted_about on trust_doubted (org_id, about);

alter table exchange_inbox add column signed_by text, add column about text;
alter table account_keys add column ended text check (ended in ('rotated', 'revoked')), add column revoked_since timestamptz,
  add column reason text, add column succession text; -- signed with this key: which one follows it

insert into trust_keys (org_id, kind, key, from_at, until_at, ended)
  select org_id, 'signing', signing_key, confirmed_at, revoked_at, case when revoked_at is null then null else 'revoked' end
  from exchange_peers where signing_key <> '';
insert into trust_keys (org_id, kind, key, from_at)
  select h.org_id, 'certificate', h.certificate, p.confirmed_at from exchange_hi1_peers h join exchange_peers p using (org_id);
insert into trust_verifications (id, org_id, method, says, by_org, by_person, by_name, at, due_at)
  select 'verification_' || substr(org_id, 5), org_id, 'fingerprint', 'Confirmed before verifications were put down', '', confirmed_by, confirmed_by,
    confirmed_at, now() + interval '365 days'
  from exchange_peers where revoked_at is null;
