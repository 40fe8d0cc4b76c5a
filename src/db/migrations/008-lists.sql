-- What lists and a seat's day are read from. All of it follows from the rows of 004 and is written with every change of them.
alter table request_requests
  add column due_at timestamptz, -- the earliest end among the periods that run
  add column held_until timestamptz, -- while it is held: when the last hold ends by itself
  add column stands_until timestamptz default '-infinity', -- when time alone changes how it stands; null: never
  add column words tsvector not null default '', -- titles and file numbers, as `words.ts` cuts them
  add column foreign_state text generated always as (
    case direction when 'outgoing' then to_state else facts #>> '{asking,state}' end
  ) stored;

-- What a list can be narrowed by, in one index with the words: any mix of them is looked up, not searched for.
alter table request_requests
  add column marks text[] not null generated always as (array_remove(array[
    'org:' || org_id, 'status:' || status, 'rule:' || rule, 'direction:' || direction,
    'state:' || case direction when 'outgoing' then to_state else facts #>> '{asking,state}' end,
    'urgency:' || (facts ->> 'urgency'), case when ended_at is null then 'open' end
  ], null)) stored;
create index request_requests_marked on request_requests using gin (marks, words) with (fastupdate = off);
drop index request_requests_open;
create index request_requests_newest on request_requests (org_id, created_at desc, id desc);
create index request_requests_open on request_requests (org_id, created_at desc, id desc) where ended_at is null;
create index request_requests_arrived on request_requests (org_id, created_at desc) where direction = 'incoming';
create index request_requests_due on request_requests (org_id, due_at, id) where due_at is not null;
create index request_requests_stands on request_requests (stands_until) where stands_until is not null;
create index request_requests_rules on request_requests (org_id, rule);
create index request_requests_states on request_requests (org_id, foreign_state);

alter table request_matters add column words tsvector not null default '';
create index request_matters_words on request_matters using gin (words) with (fastupdate = off);
drop index request_matters_of;
create index request_matters_of on request_matters (org_id, changed_at desc, id desc);

create index request_decisions_news on request_decisions (org_id, at desc) where by_org <> org_id;

-- Whose turn it is: what somebody must do now before a request goes on, and by when.
create table request_turns (
  request_id text not null references request_requests on delete cascade,
  position integer not null,
  org_id text not null,
  desk text not null, -- the seat it lies at, `authority:head` where only the head may do it, `elsewhere` for another organisation
  barred text, -- the one person who may not do it
  since timestamptz not null,
  due_at timestamptz not null default 'infinity',
  marks text[] not null, -- as those of its request
  words tsvector not null,
  shown jsonb not null, -- all that a list says of it
  primary key (request_id, position)
);
create index request_turns_at on request_turns (org_id, desk, due_at, since, request_id, position) include (barred);
create index request_turns_barred on request_turns (org_id, barred, desk, due_at, since, request_id, position) where barred is not null;
create index request_turns_marked on request_turns using gin (marks, words) with (fastupdate = off);

-- What is read by the page lies close together: what only the page of one request reads lies apart.
alter table request_turns alter column marks set storage main, alter column words set storage main, set (toast_tuple_target = 512);
alter table request_requests alter column marks set storage main, alter column words set storage main, set (toast_tuple_target = 1024);

-- When a running period is to be brought to somebody's mind: before it ends, and once it has. Gone when the period stops.
create table request_alarms (
  clock_id text not null references request_clocks on delete cascade,
  stage text not null check (stage in ('reminder', 'overdue')),
  request_id text not null references request_requests on delete cascade,
  org_id text not null,
  rings_at timestamptz not null,
  rung_at timestamptz,
  primary key (clock_id, stage)
);
create index request_alarms_of on request_alarms (request_id);
create index request_alarms_next on request_alarms (rings_at) where rung_at is null;
create index request_alarms_rung on request_alarms (org_id, rung_at desc) where rung_at is not null;
