-- Work on a service's own tables: what was planned, who said yes to it, and what came of it.

-- A plan that was written to a file, which alone has its keys. Numbers and digests of documents, which lead to nobody:
-- what was approved or carried out stays to be compared with, the rest ends when the plan expires.
-- whole: 1 when it names all that was due, 0 when it names rows of certain people only: nothing is measured by such.
-- widened: rows that would not have been due under what was last approved; unusual: 1 when a ceiling was passed.
CREATE TABLE connected_plan (
    digest   {blob} PRIMARY KEY,
    made     {integer} NOT NULL,
    now      {integer} NOT NULL,
    expires  {integer} NOT NULL,
    policy   {blob} NOT NULL,
    data     {blob} NOT NULL,
    whole    {integer} NOT NULL,
    rows     {integer} NOT NULL,
    widened  {integer} NOT NULL,
    unusual  {integer} NOT NULL,
    approved {integer},
    approver {text},
    carried  {integer}
){strict};

-- How many rows of a table a plan names, by what is to be done with them. Ends with its plan.
CREATE TABLE connected_count (
    plan     {blob} NOT NULL,
    database {text} NOT NULL,
    tbl      {text} NOT NULL,
    act      {text} NOT NULL,
    rows     {integer} NOT NULL,
    PRIMARY KEY (plan, database, tbl, act)
){strict};

-- Under what destruction was last approved: a policy by its digest, and a mapping with all its text, so that what
-- they would have destroyed can be asked again. One row; ends with the vault: two documents.
CREATE TABLE connected_approved (
    id       {integer} PRIMARY KEY,
    policy   {blob} NOT NULL,
    data     {blob} NOT NULL,
    source   {blob} NOT NULL,
    approved {integer} NOT NULL
){strict};

-- A chunk of a plan: written down before it is begun, and again when it has ended. sealed: the keys of its rows.
-- Ends when no backup of the service's database that is older should be left; its key is shredded then.
CREATE TABLE connected_chunk (
    id        {blob} PRIMARY KEY,
    plan      {blob} NOT NULL,
    part      {integer} NOT NULL,
    number    {integer} NOT NULL,
    state     {text} NOT NULL,
    database  {text} NOT NULL,
    tbl       {text} NOT NULL,
    key       {integer} NOT NULL,
    sealed    {blob} NOT NULL,
    done_rows {integer} NOT NULL,
    skipped   {integer} NOT NULL,
    missing   {integer} NOT NULL,
    begun     {integer} NOT NULL,
    ended     {integer}
){strict};
CREATE INDEX connected_chunk_state ON connected_chunk (state);
CREATE INDEX connected_chunk_place ON connected_chunk (plan, part, number);

-- Values of people whose rows went, sealed, to be searched for by `jikim verify`. Ends with the verification.
CREATE TABLE connected_trace (
    plan   {blob} NOT NULL,
    number {integer} NOT NULL,
    key    {integer} NOT NULL,
    sealed {blob} NOT NULL,
    made   {integer} NOT NULL,
    PRIMARY KEY (plan, number)
){strict};
