-- What a session is, so that a person can tell theirs apart and end one, and when they last showed that it is they.
-- Whoever was signed in signs in again.
delete from account_sessions;
alter table account_sessions
  add column id text not null unique,
  add column via text not null, -- passkey, invitation, openid, demonstration
  add column device text not null, -- what the browser calls itself
  add column seen_at timestamptz not null,
  add column confirmed_at timestamptz; -- the last touch of a passkey
create index account_sessions_person on account_sessions (person_id);

alter table account_challenges drop constraint account_challenges_purpose_check;
alter table account_challenges add constraint account_challenges_purpose_check
  check (purpose in ('registration', 'sign-in', 'confirmation'));

-- A role lent for a time: to who stands in for somebody, or taken in an emergency with a reason.
create table account_elevations (
  id text primary key,
  org_id text not null,
  person_id text not null,
  seat text not null,
  role text not null check (role in ('head', 'author')),
  way text not null check (way in ('substitution', 'break-glass')),
  instead_of text references account_people, -- who is away
  reason text not null,
  granted_by text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz, -- before its time
  reviewed_by text, -- who looked at an emergency afterwards, and what they found
  reviewed_at timestamptz,
  review text,
  foreign key (person_id, org_id, seat) references account_memberships on delete cascade
);
create index account_elevations_org on account_elevations (org_id, starts_at);

-- Whom a provider of OpenID Connect calls by which name.
alter table account_invitations add column claim text; -- by which the provider knows who is invited
create table account_identities (
  issuer text not null,
  subject text not null,
  person_id text not null references account_people,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (issuer, subject)
);
create index account_identities_person on account_identities (person_id);

-- A sign-in under way at the provider: each state serves once.
create table account_openid_states (
  state_hash bytea primary key,
  browser_hash bytea not null, -- the cookie of the browser that began it
  nonce text not null,
  verifier text not null, -- RFC 7636
  back text not null,
  expires_at timestamptz not null
);
