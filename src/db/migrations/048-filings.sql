-- The file of a transfer as whoever sends the data keeps it, and as the authority it was filed with does; what each says to the other is a message.
alter table request_transfer_entries drop constraint request_transfer_entries_transfer_id_fkey;
alter table request_transfers drop constraint request_transfers_pkey;
alter table request_transfers add primary key (org_id, id);
alter table request_transfers add column side text not null default 'sender' check (side in ('sender', 'authority'));
alter table request_transfers add column other_org text; -- the authority it was filed with; there, whoever filed it
alter table request_transfers add column other_name text;
alter table request_transfer_entries add column org_id text;
update request_transfer_entries set org_id = (select org_id from request_transfers where id = transfer_id);
alter table request_transfer_entries alter column org_id set not null;
alter table request_transfer_entries add foreign key (org_id, transfer_id) references request_transfers on delete cascade;
drop index request_transfer_entries_of;
create index request_transfer_entries_of on request_transfer_entries (org_id, transfer_id, seq);
