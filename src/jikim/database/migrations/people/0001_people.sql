-- People and what happened to them, beside the live strands. Personal information of our own: each table says what
-- ends its rows.

-- The policies that were enacted, as sealed bytes. Ends with the vault: published documents.
CREATE TABLE policy (
    id        {integer} PRIMARY KEY,
    version   {text} NOT NULL UNIQUE,
    digest    {blob} NOT NULL,
    source    {blob} NOT NULL,
    effective {integer} NOT NULL,
    enacted   {integer} NOT NULL
){strict};

-- A person: a random id and, sealed, the service's own reference. Ends with the person's last strand and consent.
CREATE TABLE person (
    id      {blob} PRIMARY KEY,
    digest  {blob} UNIQUE,
    key     {integer} NOT NULL,
    sealed  {blob} NOT NULL,
    created {integer} NOT NULL
){strict};

-- One occurrence of an activity. Ends with its last strand.
CREATE TABLE record (
    id        {blob} PRIMARY KEY,
    person    {blob} NOT NULL,
    activity  {text} NOT NULL,
    role      {text} NOT NULL,
    cases     {text} NOT NULL,
    policy    {integer} NOT NULL,
    collected {integer} NOT NULL
){strict};
CREATE INDEX record_person ON record (person);

-- What happened, to the person (record NULL) or to one record. Ends with the person, or with its record.
-- ripe: 0 until the event, once its day has come, has reached the strands in every place.
CREATE TABLE event (
    id       {counter},
    person   {blob} NOT NULL,
    record   {blob},
    name     {text} NOT NULL,
    at       {integer} NOT NULL,
    recorded {integer} NOT NULL,
    ripe     {integer} NOT NULL
){strict};
CREATE INDEX event_person ON event (person);
CREATE INDEX event_unripe ON event (at) WHERE ripe = 0;

-- Who agreed to what, under which words (PIPA Art. 22 (3)): evidence as long as anything rests on it. Ends with the
-- person's last strand.
CREATE TABLE consent (
    id       {counter},
    person   {blob} NOT NULL,
    matter   {text} NOT NULL,
    agreed   {integer} NOT NULL,
    policy   {integer} NOT NULL,
    wording  {blob} NOT NULL,
    at       {integer} NOT NULL,
    recorded {integer} NOT NULL
){strict};
CREATE INDEX consent_person ON consent (person);

-- What remains when a strand was anonymised: a new record, without a person, under a key of its own. Ends with the
-- vault: it leads to nobody.
CREATE TABLE anonymous (
    id       {blob} PRIMARY KEY,
    activity {text} NOT NULL,
    version  {text} NOT NULL,
    key      {integer} NOT NULL,
    body     {blob} NOT NULL
){strict};

-- A stay of execution for one person; `closed` NULL while it is open. Ends with the person.
CREATE TABLE hold (
    id     {blob} PRIMARY KEY,
    person {blob} NOT NULL,
    name   {text} NOT NULL,
    opened {integer} NOT NULL,
    closed {integer}
){strict};
CREATE INDEX hold_person ON hold (person);

-- A plan that was made or approved: its digest and its frozen keys. Ends when it is applied or expires.
CREATE TABLE plan (
    digest   {blob} PRIMARY KEY,
    made     {integer} NOT NULL,
    expires  {integer} NOT NULL,
    approved {integer},
    approver {text},
    acts     {integer} NOT NULL
){strict};
CREATE TABLE planned (
    plan   {blob} NOT NULL,
    strand {blob} NOT NULL,
    act    {text} NOT NULL,
    PRIMARY KEY (plan, strand)
){strict};
CREATE INDEX planned_strand ON planned (strand);

-- Acts that were begun: the journal that a crash is recovered from. Ends when the act is confirmed.
-- state: 'planned' until the copy is confirmed, 'done' until the old key is shredded.
CREATE TABLE outbox (
    id      {blob} PRIMARY KEY,
    strand  {blob} NOT NULL,
    person  {blob} NOT NULL,
    record  {blob} NOT NULL,
    act     {text} NOT NULL,
    kind    {integer} NOT NULL,
    old_key {integer} NOT NULL,
    new_key {integer} NOT NULL,
    state   {text} NOT NULL,
    rid     {blob} NOT NULL,
    begun   {integer} NOT NULL,
    due     {integer} NOT NULL
){strict};
CREATE INDEX outbox_strand ON outbox (strand);
