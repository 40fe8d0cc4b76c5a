-- When a request was made: it left, or it arrived. What was drafted and never left was not made.
alter table request_requests add column began_at timestamptz generated always as
  (case direction when 'outgoing' then left_at else created_at end) stored;
-- What is counted, and what each request's entry in a published edition is made of, in two indexes: a population is read from one
-- stretch of one of them, not from the wide rows.
create index request_requests_made on request_requests (org_id, direction, began_at, id)
  include (origin, rule, counted_state, urgency, counted_items) where began_at is not null;
drop index request_requests_ended;
create index request_requests_ended on request_requests (org_id, direction, ended_at, id)
  include (origin, rule, status, began_at, left_at, created_at) where ended_at is not null;

-- An edition of the statistics as it was published; never changed, only corrected by a later one.
create table oversight_editions (
  number integer primary key,
  org_id text not null, -- who signed
  as_of timestamptz not null,
  content text not null, -- canonical JSON, the very bytes that were signed
  note text not null, -- C2SP signed note over the SHA-256 of the content
  signing_key text not null,
  reason text not null, -- why it was published: the period ended, or what it corrects
  by_name text not null,
  made_at timestamptz not null
);
create trigger oversight_editions_keep before update or delete on oversight_editions for each row execute function audit_refuse();
