-- Impact assessments of the instance and of kinds of measures.
create table oversight_assessments (
  id text primary key,
  org_id text not null references account_organisations,
  subject text not null, -- 'instance', or the route
  title text not null,
  opened_name text not null,
  opened_at timestamptz not null,
  unique (org_id, subject)
);

-- Its editions: written as drafts, decided on by another person, and then never changed.
create table oversight_assessment_editions (
  assessment text not null references oversight_assessments,
  draft integer not null, -- in the order they were begun
  org_id text not null,
  number integer, -- once approved
  parts jsonb not null,
  withheld jsonb not null, -- which parts the public is not shown, and why
  review_day date not null,
  reason text not null,
  law text not null, -- the digest of the law it was written under
  drafted_person text not null,
  drafted_name text not null,
  drafted_at timestamptz not null,
  outcome text check (outcome in ('approved', 'refused')),
  why text,
  decided_name text,
  decided_at timestamptz,
  comments jsonb, -- how many had come, when it was approved
  primary key (assessment, draft),
  unique (assessment, number)
);
create index oversight_assessment_editions_open on oversight_assessment_editions (org_id) where outcome is null;

-- What anyone said to an edition, what was answered, and whether both are public.
create table oversight_comments (
  id text primary key,
  org_id text not null,
  assessment text not null references oversight_assessments,
  edition integer not null,
  name text not null, -- as whoever wrote it wants to be called; may be empty
  says text not null,
  secret_hash bytea not null unique, -- of the link by which it is followed
  at timestamptz not null,
  answer text,
  answered_person text,
  answered_name text,
  answered_at timestamptz,
  outcome text check (outcome in ('published', 'withheld')),
  why text,
  checked_name text,
  checked_at timestamptz
);
create index oversight_comments_of on oversight_comments (assessment, at);
create index oversight_comments_open on oversight_comments (org_id, at) where outcome is null;
