-- A file may be sealed before it is sent: then its key is with whoever sealed it alone, and what it is sealed is announced.
alter table vault_uploads alter column header drop not null;
alter table vault_uploads alter column nonce drop not null;
alter table vault_uploads alter column file_key drop not null;
alter table vault_uploads add column announced_sealed_sha256 text;
alter table vault_uploads add column announced_sealed_size bigint;
alter table vault_uploads add constraint vault_uploads_sealed_once check (
  (file_key is null) = (announced_sealed_sha256 is not null) and (file_key is null) = (announced_sealed_size is not null)
);
