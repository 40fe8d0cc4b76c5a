-- A dispute over an order, as one organisation keeps it; `id` is the same at all who have a part in it.
create table request_reviews (
  id text not null,
  org_id text not null,
  request_id text not null references request_requests on delete cascade,
  ground text not null,
  step text not null,
  state text not null check (state in ('objected', 'pending', 'decided', 'ended')),
  holder jsonb not null,
  court jsonb,
  items jsonb not null,
  opened_at timestamptz not null,
  decided_at timestamptz,
  primary key (org_id, id)
);
create index request_reviews_of on request_reviews (request_id);

-- What was put to its file: one row each, never changed.
create table request_review_entries (
  seq bigint generated always as identity primary key,
  org_id text not null,
  review_id text not null,
  kind text not null,
  by_org text not null,
  by_person text,
  by_name text not null,
  at timestamptz not null,
  body jsonb not null,
  foreign key (org_id, review_id) references request_reviews (org_id, id) on delete cascade
);
create index request_review_entries_of on request_review_entries (org_id, review_id, seq);

-- The times a clock stood still: from, and to once it ran again.
alter table request_clocks add column pauses jsonb not null default '[]';
