-- Whoever appends to one log waits in a line for it, not for its row: a lock of the line is handed on with one waking where a
-- row's takes two, and who gets it reads the newest head instead of following what became of an older one.
create or replace function audit_append(
  of_org text, of_at timestamptz, of_by text, of_kind text, of_about text, of_body text, of_salt bytea, of_body_hash bytea,
  entry text -- the leaf before hashing, up to where its place stands
) returns bigint language plpgsql as $$
declare
  place bigint;
  roots bytea;
  hash bytea;
  above smallint := 0;
  at_position bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended(of_org, 0));
  select size, frontier into place, roots from audit_heads where org_id = of_org;
  if not found then
    place := 0;
    roots := '';
    insert into audit_heads (org_id, size, frontier) values (of_org, 0, '');
  end if;
  hash := sha256('\x00'::bytea || convert_to(entry || place || '}', 'UTF8'));
  insert into audit_events (org_id, seq, at, by, kind, about, body, salt, body_hash, leaf)
    values (of_org, place, of_at, of_by, of_kind, of_about, of_body, of_salt, of_body_hash, hash);
  at_position := place;
  while at_position % 2 = 1 loop
    hash := sha256('\x01'::bytea || substr(roots, length(roots) - 31) || hash);
    roots := substr(roots, 1, length(roots) - 32);
    at_position := at_position / 2;
    above := above + 1;
    insert into audit_nodes (org_id, level, position, hash) values (of_org, above, at_position, hash);
  end loop;
  update audit_heads set size = place + 1, frontier = roots || hash where org_id = of_org;
  return place;
end $$;
