-- Which mail a delivery goes in, as an index can have it: under row-level security PostgreSQL takes `coalesce` for something that
-- could tell of rows, and read all deliveries for every warning that was opened and every mail that was sent. `case` it does not.
drop index delivery_mail;
create index delivery_mail on delivery ((case when mail_id is null then id else mail_id end));
