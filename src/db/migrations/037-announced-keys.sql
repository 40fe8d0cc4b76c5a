-- A signing key is announced to others before it takes over from the one they know.
alter table account_keys drop constraint account_keys_purpose_check;
alter table account_keys add constraint account_keys_purpose_check check (purpose in ('signing', 'next-signing', 'sealing'));

-- What was written down twice: the log tells which message was about what, and an announcement is a message.
alter table account_keys drop column succession;
alter table exchange_inbox drop column signed_by, drop column about;
