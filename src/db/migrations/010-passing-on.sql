-- A step knows the events of clocks that its doing is, whether it is certainly due, and the organisation it was put before:
-- its doer, or one that passes it on.
alter table request_steps add column moments jsonb not null default '[]';
alter table request_steps add column certain boolean not null default true;
alter table request_steps add column via text;
-- Until now whoever was told of a step was its doer.
update request_steps set via = doer where doer <> org_id and state <> 'pending';
