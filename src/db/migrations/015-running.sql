-- The kind of measure whose life a period is: at its end the measure is over by itself, and everybody is told.
alter table request_clocks add column measure text;

-- How requests of one organisation belong together. `other_id` is its own copy of the other request.
create table request_links (
  request_id text not null references request_requests on delete cascade,
  kind text not null check (kind in ('follows', 'replaces', 'supplements', 'same-target')),
  other_id text not null references request_requests on delete cascade,
  org_id text not null,
  by_org text not null,
  by_person text,
  by_name text not null,
  at timestamptz not null,
  primary key (request_id, kind, other_id)
);
create index request_links_other on request_links (other_id);

-- A request of the emergency lane: its narrow ground, who signed for it above its author, and what became of it afterwards.
create table request_emergencies (
  request_id text primary key references request_requests on delete cascade,
  org_id text not null,
  threat text not null,
  grounds text not null,
  stated_by text not null,
  stated_name text not null,
  stated_at timestamptz not null,
  signed_by text,
  signed_name text,
  signed_at timestamptz,
  left_at timestamptz, -- since then it is marked for oversight
  afterwards text check (afterwards in ('confirmed', 'refused')),
  erased integer -- pieces of evidence that were deleted because it was refused
);
create index request_emergencies_of on request_emergencies (org_id, left_at);

-- A joint investigation team as one member keeps it; `id` is the same at all of them.
create table request_teams (
  id text not null,
  org_id text not null,
  title text not null,
  purpose text not null,
  rule text not null, -- the route of the law it rests on
  law_digest text not null,
  law_on date not null,
  from_day date not null,
  to_day date not null, -- its last day
  leader text not null,
  members jsonb not null, -- organisations with the people they send, and what each signed
  terms text not null, -- SHA-256 over what is signed
  state text not null check (state in ('proposed', 'running', 'ended')),
  proposed_by text not null,
  proposed_name text not null,
  proposed_at timestamptz not null,
  ended_at timestamptz,
  ended_why text,
  primary key (org_id, id)
);
create index request_teams_running on request_teams (to_day) where state = 'running';

-- What was shared within a team; its custody stands with the piece of evidence.
create table request_team_items (
  org_id text not null,
  team_id text not null,
  item_id text not null,
  name text not null,
  sha256 text not null,
  by_org text not null,
  by_name text not null,
  at timestamptz not null,
  note text not null,
  primary key (org_id, team_id, item_id),
  foreign key (org_id, team_id) references request_teams (org_id, id) on delete cascade
);

-- What is told may be about a team and no request.
alter table request_dispatches drop constraint request_dispatches_request_id_fkey;

-- A piece whose bytes were deleted stays in the record.
alter table vault_items drop constraint vault_items_state_check;
alter table vault_items add constraint vault_items_state_check
  check (state in ('sealed', 'handed-over', 'expected', 'received', 'verified', 'refused', 'erased'));
