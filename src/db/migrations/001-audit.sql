-- The append-only log of each organisation: an RFC 9162 tree whose leaves are its events.

create table audit_heads (
  org_id text primary key,
  size bigint not null,
  frontier bytea not null -- the roots of the full subtrees, largest first, 32 bytes each
);

create table audit_events (
  org_id text not null,
  seq bigint not null, -- the index of the leaf, from 0
  at timestamptz not null,
  by text not null,
  kind text not null,
  about text not null,
  body text, -- canonical JSON, the very bytes that were hashed; null once erased
  salt bytea, -- null once erased
  body_hash bytea not null, -- SHA-256 of salt and body
  leaf bytea not null,
  primary key (org_id, seq)
);

create index audit_events_about on audit_events (org_id, about, seq);
create index audit_events_kind on audit_events (org_id, kind, seq);

-- The hash of every full subtree above the leaves: proofs read these instead of the whole log.
create table audit_nodes (
  org_id text not null,
  level smallint not null, -- the subtree holds 2^level leaves
  position bigint not null, -- counted from the left among its level
  hash bytea not null,
  primary key (org_id, level, position)
);

create table audit_checkpoints (
  org_id text not null,
  size bigint not null,
  root bytea not null,
  at timestamptz not null,
  note text not null, -- C2SP signed note, as it was handed out
  primary key (org_id, size)
);

-- What others signed about our log: a witness line for the checkpoint of that size.
create table audit_cosignatures (
  org_id text not null,
  size bigint not null,
  witness text not null,
  at timestamptz not null,
  line text not null,
  primary key (org_id, size, witness),
  foreign key (org_id, size) references audit_checkpoints
);

-- The newest checkpoint of somebody else's log that we cosigned: we never sign one that contradicts it.
create table audit_witnessed (
  org_id text not null,
  origin text not null,
  size bigint not null,
  root bytea not null,
  at timestamptz not null,
  note text not null,
  primary key (org_id, origin)
);

create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only: % of % refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;

-- A body may be erased (retention, court order); the commitment to it stays and every proof still holds.
create function audit_allow_erasure() returns trigger language plpgsql as $$
begin
  if new.body is null and new.salt is null
    and to_jsonb(new) - 'body' - 'salt' = to_jsonb(old) - 'body' - 'salt'
  then return new; end if;
  raise exception 'the log is append-only: UPDATE of % refused', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger audit_events_erase before update on audit_events for each row execute function audit_allow_erasure();
create trigger audit_events_keep before delete on audit_events for each row execute function audit_refuse();
create trigger audit_events_whole before truncate on audit_events execute function audit_refuse();
create trigger audit_nodes_keep before update or delete on audit_nodes for each row execute function audit_refuse();
create trigger audit_checkpoints_keep before update or delete on audit_checkpoints for each row execute function audit_refuse();
