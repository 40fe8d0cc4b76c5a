-- Signed editions of somebody else's statistics that were taken in, to stand beside one's own record.
create table oversight_counterpart_editions (
  id text primary key,
  org_id text not null references account_organisations,
  publisher text not null,
  publisher_name text not null,
  number integer not null,
  as_of timestamptz not null,
  content text not null, -- the file as it was signed
  by_name text not null,
  at timestamptz not null,
  unique (org_id, publisher, number)
);

-- That a person found reciprocity with a state to hold or not, and the figures it was found from. The newest of a state counts; none is changed.
create table oversight_reciprocity (
  seq bigint generated always as identity primary key,
  id text not null unique,
  org_id text not null references account_organisations,
  state text not null, -- the organisation's own
  with_state text not null,
  holds boolean not null,
  reason text not null,
  figures jsonb not null,
  by_name text not null,
  at timestamptz not null
);
create index oversight_reciprocity_of on oversight_reciprocity (org_id, with_state, seq desc);
