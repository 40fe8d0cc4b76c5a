-- Programs an organisation lets in, by a token of which only the hash is here.
create table account_programs (
  id text primary key,
  org_id text not null references account_organisations,
  name text not null,
  seat text not null,
  scopes text[] not null,
  token_hash bytea not null unique,
  made_by text not null,
  made_by_name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz,
  ended_by text
);
create index account_programs_org on account_programs (org_id, created_at);

-- Where an organisation's own systems are told that something happened, and every telling.
create table exchange_webhooks (
  id text primary key,
  org_id text not null,
  url text not null,
  kinds text[] not null, -- the first word of each kind of event: request, evidence, message
  told_to bigint not null, -- the place in the log up to which tellings are queued
  made_by_name text not null,
  created_at timestamptz not null
);
create index exchange_webhooks_org on exchange_webhooks (org_id);

create table exchange_webhook_deliveries (
  id text primary key,
  webhook_id text not null references exchange_webhooks on delete cascade,
  org_id text not null,
  seq bigint not null,
  kind text not null,
  about text not null,
  at timestamptz not null,
  state text not null check (state in ('waiting', 'delivered', 'dead')),
  tries int not null default 0,
  next_at timestamptz not null,
  answer text, -- the status of the last answer, or why there was none
  tried_at timestamptz,
  unique (webhook_id, seq)
);
create index exchange_webhook_deliveries_due on exchange_webhook_deliveries (next_at) where state = 'waiting';
