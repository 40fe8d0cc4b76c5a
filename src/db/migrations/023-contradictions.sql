-- Two checkpoints that a counterparty signed and that cannot both be true: evidence, kept until somebody has it explained.
create table audit_contradictions (
  id text primary key,
  org_id text not null,
  counterparty text not null,
  how text not null, -- forked: another history; rewound: an older state, shown later
  at timestamptz not null,
  seen_size bigint not null,
  seen_at timestamptz not null,
  seen_note text not null, -- C2SP signed note, as we cosigned it
  shown_size bigint not null,
  shown_note text not null, -- the other one, as it came
  proof text[] not null, -- what was to show that the one continues the other; base64
  settled_at timestamptz,
  settled_by text,
  reason text,
  unique (org_id, counterparty, shown_note)
);
create index audit_contradictions_open on audit_contradictions (org_id, at) where settled_at is null;

-- How often somebody was refused within an hour, and what they have looked at on a day: each is told in the log once.
create table audit_refusals (
  org_id text not null,
  by text not null,
  since timestamptz not null,
  times integer not null,
  told integer not null,
  primary key (org_id, by)
);
create table audit_reads (
  org_id text not null,
  day date not null,
  by text not null,
  about text not null,
  primary key (org_id, by, day, about)
);
