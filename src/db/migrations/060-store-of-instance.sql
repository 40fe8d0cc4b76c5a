-- By what the evidence store of this instance is told from that of another: made when it is first asked for.
create table vault_instance (
  is_it boolean primary key default true check (is_it), -- one row
  id text not null
);
