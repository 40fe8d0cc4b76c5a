-- What the author states about a request before it is handed in: why it is needed, whose data, how they are kept apart.
alter table request_requests add column statement jsonb;
