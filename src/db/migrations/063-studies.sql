-- What a policy desk asks of the law without a proposal of its own: which agreement a state could make next, or what three models
-- come to on the same cases. The record is kept, packed, until it is over, so that it goes on after a restart.
create table laboratory_studies (
  id text primary key,
  org_id text not null references account_organisations,
  kind text not null,
  state text,
  partners text,
  record_kind text not null,
  record_digest text not null,
  record bytea,
  today text not null,
  law text not null,
  requests integer not null,
  standing text not null,
  failure text,
  by_person text not null,
  by_name text not null,
  at timestamptz not null,
  ended_at timestamptz,
  result bytea
);
create index laboratory_studies_of on laboratory_studies (org_id, at desc);
create index laboratory_studies_waiting on laboratory_studies (at) where standing = 'running';

-- What it is made of: a change of the law tried on so many lines of the record, and what came of it, as soon as it is there.
create table laboratory_study_parts (
  study_id text not null references laboratory_studies on delete cascade,
  number integer not null,
  proposal text not null,
  first_line integer not null,
  lines integer not null,
  tally bytea,
  refusal text,
  primary key (study_id, number)
);
