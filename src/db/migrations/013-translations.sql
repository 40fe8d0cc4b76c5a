-- A translation of a form: asked for, then certified. `of` is the SHA-256 of the form it was asked for, `document` of the
-- translation itself.
create table request_translations (
  id text primary key,
  request_id text not null references request_requests on delete cascade,
  org_id text not null,
  language text not null,
  form text not null,
  version text not null,
  of text not null,
  asked_by text not null,
  asked_at timestamptz not null,
  translator text,
  certified_on date,
  document text,
  recorded_by text,
  recorded_at timestamptz
);
create index request_translations_of on request_translations (request_id, asked_at);
