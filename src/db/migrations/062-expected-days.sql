-- The days requests would take, as they were told at the end of a run: what is answered afterwards does not change them.
alter table laboratory_runs add column expected bytea;
