-- The figures of a public table that was taken, each as it was read and as it is written there.
create table oversight_public_figures (
  org_id text not null references account_organisations,
  table_id text not null references oversight_public_tables,
  line integer not null,
  col integer not null,
  state text, -- none for all states together, or where the name is nobody's
  is_all boolean not null,
  written text not null,
  period text, -- 2025-H1, or 2025
  lane text, -- none where the kind of process is not known
  process text not null,
  counts text not null,
  share_of text not null,
  cell text not null,
  least double precision, -- equal to the most where it is a number; none where it is not known
  most double precision,
  kind text not null,
  primary key (table_id, line, col)
);
create index oversight_public_figures_of on oversight_public_figures (org_id, state, period);
