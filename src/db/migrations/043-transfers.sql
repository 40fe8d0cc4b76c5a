-- The file of one way by which data leave for business: an assessment, a contract, a certificate; what was put down of it, stage by stage.
create table request_transfers (
  id text primary key,
  org_id text not null,
  path text not null, -- the instrument of law it goes by
  recipient jsonb not null,
  purpose text not null,
  heads jsonb not null, -- what was found in the self-assessment, head by head
  opened_by text not null,
  opened_name text not null,
  opened_at timestamptz not null
);
create index request_transfers_of on request_transfers (org_id, opened_at);

create table request_transfer_entries (
  seq bigint generated always as identity primary key,
  transfer_id text not null references request_transfers on delete cascade,
  moment text not null,
  day date not null,
  outcome text check (outcome in ('passed', 'failed')),
  until_day date,
  note text not null,
  by_name text not null,
  at timestamptz not null
);
create index request_transfer_entries_of on request_transfer_entries (transfer_id, seq);

-- What left for business, each time with the facts it was decided on: the people of a year are counted over all of them.
create table request_outflows (
  id text primary key,
  org_id text not null,
  release jsonb not null,
  law_digest text not null,
  by_person text not null,
  by_name text not null,
  at timestamptz not null
);
create index request_outflows_year on request_outflows (org_id, at);
