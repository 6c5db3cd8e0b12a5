-- What was said of two names, each time: the row in `product_alias` has the last word alone.
create table alias_word (
  id uuid primary key,
  alias_id uuid not null references product_alias on delete cascade,
  state text not null check (state in ('proposed', 'confirmed', 'refused')),
  reason text not null default '',
  -- Null where Varde said it: learnt from the catalogue, or with the program.
  said_by text,
  said_at timestamptz not null
);
create index alias_word_alias on alias_word (alias_id, said_at desc);

-- What was decided before now has one word that is known.
insert into alias_word (id, alias_id, state, reason, said_by, said_at)
  select gen_random_uuid(), id, state, reason, decided_by, decided_at from product_alias
  where decided_by is not null and decided_at is not null;

alter table alias_word enable row level security;
create policy members on alias_word to varde_app
  using ((select nullif(current_setting('varde.members', true) = '*', false)) is not null);

-- What was taken off a list is asked for by its age.
create index inventory_item_removed on inventory_item (removed_at) where removed_at is not null;
