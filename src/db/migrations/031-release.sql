-- What the gate let out: which piece to which organisation, by which facts. A ticket for the bytes is honoured only while the gate would
-- let it out again.
create table vault_releases (
  org_id text not null,
  item_id text not null,
  to_org text not null,
  sha256 text not null,
  to_state text,
  from_state text,
  release jsonb not null, -- the facts it was decided on
  law_digest text not null,
  at timestamptz not null,
  primary key (org_id, item_id, to_org),
  foreign key (org_id, item_id) references vault_items on delete cascade
);
create index vault_releases_year on vault_releases (org_id, at);

-- How a piece is graded and what is said of it, by whom; the newest that stands counts. A lowering stands once a second person agreed.
create table request_gradings (
  seq bigint generated always as identity primary key,
  id text not null,
  org_id text not null,
  item_id text not null,
  sha256 text not null,
  grade jsonb not null,
  lowers boolean not null,
  reason text not null,
  by_person text not null,
  by_name text not null,
  at timestamptz not null,
  second_person text,
  second_name text,
  second_at timestamptz,
  unique (org_id, id)
);
create index request_gradings_of on request_gradings (org_id, sha256, seq);

-- A permission to give exactly these pieces to exactly this recipient for exactly this purpose: as who applied keeps it, and who decides.
create table request_permissions (
  id text not null,
  org_id text not null,
  side text not null check (side in ('applicant', 'authority')),
  other_org text not null,
  other_name text not null,
  origin text not null, -- the request, by the id all organisations share: the purpose
  request_title text not null,
  gate text not null,
  in_state text not null,
  seat text not null,
  capacity text not null,
  recipient jsonb not null,
  items jsonb not null,
  content jsonb not null,
  applied_by text not null,
  applied_name text not null,
  applied_at timestamptz not null,
  outcome text check (outcome in ('granted', 'refused')),
  decided_by text,
  decided_name text,
  decided_at timestamptz,
  conditions text,
  reason text,
  from_at timestamptz,
  until_at timestamptz,
  revoked_at timestamptz,
  revoked_name text,
  revoked_reason text,
  primary key (org_id, id)
);
create index request_permissions_of on request_permissions (org_id, origin);
create index request_permissions_open on request_permissions (org_id, applied_at) where outcome is null;

-- In which state an organisation stands, and as what: from its own entry here or the card that was confirmed, never from what a message says.
create view request_organisations as
  select id, name, state, kind, seats from account_organisations
  union all
  select org_id, name, state, kind, seats from exchange_peers where revoked_at is null;
