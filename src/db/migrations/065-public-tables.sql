-- Tables of figures that others publish, read in to stand beside one's own record and never mixed with it.
create table oversight_public_tables (
  id text primary key,
  org_id text not null references account_organisations,
  provider text not null, -- who publishes it
  url text not null, -- where it was found
  fetched_on text not null, -- the day
  name text not null, -- of the file
  sha256 text not null,
  content bytea not null, -- as it was published
  companies jsonb not null, -- the names it goes by in one's own record
  layout text, -- the layout it was read by, where one is known
  mapping jsonb, -- how it is read; none where nobody has said yet
  state text not null check (state in ('read', 'taken', 'set-aside')),
  read_by text not null,
  read_at timestamptz not null,
  traps jsonb, -- as they stood when it was decided
  reason text,
  decided_by text,
  decided_at timestamptz
);
create index oversight_public_tables_of on oversight_public_tables (org_id, provider, state);
-- The same file counts once.
create unique index oversight_public_tables_once on oversight_public_tables (org_id, sha256) where state = 'taken';
