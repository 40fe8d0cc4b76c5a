-- How long each finished step took here: what waiting is measured by.
create table request_stays (
  request_id text not null references request_requests on delete cascade,
  step text not null,
  org_id text not null,
  rule text not null,
  foreign_state text,
  doer text,
  began_at timestamptz not null,
  ended_at timestamptz not null,
  primary key (request_id, step)
);
create index request_stays_of on request_stays (org_id, rule, step, ended_at desc);

-- Between when and when its end is expected; infinity where nothing is known.
alter table request_requests
  add column expected_from timestamptz,
  add column expected_to timestamptz not null default 'infinity',
  add column replaces text; -- the request, by its origin, that this one is a corrected copy of
create index request_requests_expected on request_requests (org_id, expected_to, id) where ended_at is null;

create index request_requests_replacing on request_requests (org_id, replaces) where replaces is not null;

-- A period of others that is long over is brought before their contact point.
alter table request_alarms drop constraint request_alarms_stage_check;
alter table request_alarms add constraint request_alarms_stage_check check (stage in ('reminder', 'overdue', 'escalation'));

-- What was handed in, each time: the form as those read it who decide, the data asked for, what the author states.
create table request_versions (
  seq bigint generated always as identity primary key,
  request_id text not null references request_requests on delete cascade,
  org_id text not null,
  digest text not null,
  at timestamptz not null,
  copy jsonb,
  items jsonb not null,
  statement jsonb
);
create index request_versions_of on request_versions (request_id, seq desc);

-- What one person wants to be told by mail, and where.
create table mail_choices (
  person_id text primary key references account_people on delete cascade,
  address text not null,
  pace text not null check (pace in ('off', 'urgent', 'daily')),
  language text not null,
  told_on date, -- the day of the last digest
  problem text, -- what the mail server of the address said when it would not take a letter
  problem_at timestamptz,
  changed_at timestamptz not null
);

-- What a person was told at once: nobody is told the same thing twice.
create table mail_told (
  person_id text not null references account_people on delete cascade,
  what text not null,
  at timestamptz not null,
  primary key (person_id, what)
);

-- Letters to be sent: only figures, moments and a link. Kept until the mail server has taken them.
create table mail_letters (
  id text primary key,
  person_id text not null references account_people on delete cascade,
  address text not null,
  pace text not null,
  language text not null,
  figures jsonb not null,
  written_at timestamptz not null,
  tries integer not null default 0,
  next_try_at timestamptz not null,
  sent_at timestamptz,
  refused_at timestamptz,
  said text -- the last answer of the mail server
);
create index mail_letters_waiting on mail_letters (next_try_at) where sent_at is null and refused_at is null;

-- What was done last about a thing, here: whoever does the same again in a moment did not know that it is done.
create table request_deeds (
  org_id text not null,
  about text not null,
  act text not null,
  input text not null, -- SHA-256 of what was given
  by_name text not null,
  at timestamptz not null,
  primary key (org_id, about)
);
