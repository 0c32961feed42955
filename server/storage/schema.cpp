#include "server/storage/schema.h"

#include <array>

namespace otk::storage {
namespace {

// Numbers of kiosks and batches are the server's own. A response's number is random: a growing one
// would tell the order of arrival, and with it the batch.
constexpr std::string_view first = R"sql(
CREATE TABLE kiosk (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    public_key BLOB NOT NULL UNIQUE
) STRICT;
CREATE TABLE kiosk_place (
    kiosk INTEGER NOT NULL REFERENCES kiosk(number),
    from_day TEXT NOT NULL,
    place TEXT NOT NULL,
    PRIMARY KEY (kiosk, from_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (
    number INTEGER PRIMARY KEY,
    kiosk INTEGER NOT NULL REFERENCES kiosk(number),
    buffer BLOB NOT NULL,
    batch_number INTEGER NOT NULL,
    body_hash BLOB NOT NULL,
    received_day TEXT NOT NULL,
    counted INTEGER NOT NULL,
    parked INTEGER NOT NULL,
    already_held INTEGER NOT NULL,
    new_buffer_ordered INTEGER NOT NULL,
    receipt BLOB NOT NULL,
    UNIQUE (kiosk, buffer, batch_number, body_hash)
) STRICT;
-- The batch numbers held of each buffer, as ranges: a reply names them without walking the batches.
CREATE TABLE holding (
    kiosk INTEGER NOT NULL REFERENCES kiosk(number),
    buffer BLOB NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (kiosk, buffer, first)
) STRICT, WITHOUT ROWID;
-- The first 8 bytes of each row's id: tells which rows are held, and nothing of their answers.
CREATE TABLE batch_row (
    kiosk INTEGER NOT NULL,
    row_prefix INTEGER NOT NULL,
    PRIMARY KEY (kiosk, row_prefix)
) STRICT, WITHOUT ROWID;

CREATE TABLE response (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    day_is_servers INTEGER NOT NULL,
    flagged INTEGER NOT NULL,
    content TEXT NOT NULL
) STRICT;
CREATE TABLE free_text (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    place TEXT NOT NULL,
    form TEXT NOT NULL,
    version TEXT NOT NULL,
    question TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE parked_row (
    number INTEGER PRIMARY KEY,
    row_id BLOB NOT NULL,
    key_box BLOB NOT NULL,
    sealed BLOB NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    received_day TEXT NOT NULL
) STRICT;
CREATE TABLE alarm (
    number INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    kiosk INTEGER NOT NULL REFERENCES kiosk(number),
    kind TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
CREATE TABLE form (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (id, version)
) STRICT;

CREATE TABLE roll_up_day (
    day TEXT NOT NULL, place TEXT NOT NULL, form TEXT NOT NULL, version TEXT NOT NULL,
    audience TEXT NOT NULL, question TEXT NOT NULL, direction TEXT NOT NULL, channel TEXT NOT NULL,
    language TEXT NOT NULL, flagged INTEGER NOT NULL, partial INTEGER NOT NULL,
    option TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (day, place, form, version, audience, question, direction, channel, language,
        flagged, partial, option)
) STRICT, WITHOUT ROWID;
CREATE TABLE roll_up_quarter (
    day TEXT NOT NULL, place TEXT NOT NULL, form TEXT NOT NULL, version TEXT NOT NULL,
    audience TEXT NOT NULL, question TEXT NOT NULL, direction TEXT NOT NULL, channel TEXT NOT NULL,
    language TEXT NOT NULL, flagged INTEGER NOT NULL, partial INTEGER NOT NULL,
    option TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (day, place, form, version, audience, question, direction, channel, language,
        flagged, partial, option)
) STRICT, WITHOUT ROWID;
CREATE TABLE asked_day (
    day TEXT NOT NULL, place TEXT NOT NULL, form TEXT NOT NULL, version TEXT NOT NULL,
    audience TEXT NOT NULL, question TEXT NOT NULL, direction TEXT NOT NULL, channel TEXT NOT NULL,
    language TEXT NOT NULL, flagged INTEGER NOT NULL, partial INTEGER NOT NULL,
    asked INTEGER NOT NULL, answered INTEGER NOT NULL,
    PRIMARY KEY (day, place, form, version, audience, question, direction, channel, language,
        flagged, partial)
) STRICT, WITHOUT ROWID;
CREATE TABLE asked_quarter (
    day TEXT NOT NULL, place TEXT NOT NULL, form TEXT NOT NULL, version TEXT NOT NULL,
    audience TEXT NOT NULL, question TEXT NOT NULL, direction TEXT NOT NULL, channel TEXT NOT NULL,
    language TEXT NOT NULL, flagged INTEGER NOT NULL, partial INTEGER NOT NULL,
    asked INTEGER NOT NULL, answered INTEGER NOT NULL,
    PRIMARY KEY (day, place, form, version, audience, question, direction, channel, language,
        flagged, partial)
) STRICT, WITHOUT ROWID;
)sql";

// A random number alone puts each response on a page of its own, so that a batch of a hundred rows
// writes a hundred pages. By day and place first, a kiosk's rows of a day lie on a few pages. The
// key holds nothing but what the content says anyway, and chance: it tells no more of the arrival.
constexpr std::string_view responses_by_day_and_place = R"sql(
CREATE TABLE response_by_place (
    day TEXT NOT NULL,
    place TEXT NOT NULL,
    id INTEGER NOT NULL,
    day_is_servers INTEGER NOT NULL,
    flagged INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (day, place, id)
) STRICT, WITHOUT ROWID;
INSERT INTO response_by_place
    SELECT day, json_extract(content, '$.place'), id, day_is_servers, flagged, content
    FROM response ORDER BY 1, 2, 3;
DROP TABLE response;
ALTER TABLE response_by_place RENAME TO response;
)sql";

// Up to which number all batches of a buffer lie in a verified backup.
constexpr std::string_view backed_up = R"sql(
CREATE TABLE backed_up (
    kiosk INTEGER NOT NULL REFERENCES kiosk(number),
    buffer BLOB NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (kiosk, buffer)
) STRICT, WITHOUT ROWID;
)sql";

// Responses of kiosks that are being tried out: how many came, so that whoever tries sees them
// arrive, and nothing of them.
constexpr std::string_view tests_counted_apart = R"sql(
CREATE TABLE test_count (
    day TEXT NOT NULL,
    place TEXT NOT NULL,
    form TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (day, place, form)
) STRICT, WITHOUT ROWID;
)sql";

// Figures are sums of parts that were let out whole (server/analysis/release.h). What came in for a
// slot and was looked at is `taken`; of that `figure` is let out and `waiting` (without a slot) is
// not. Days and months whose counts grew since are in edition_due: after this step all of them.
constexpr std::string_view editions = R"sql(
CREATE TABLE edition (
    number INTEGER PRIMARY KEY,
    day TEXT NOT NULL
) STRICT;
CREATE TABLE edition_due (
    readers TEXT NOT NULL,
    slot TEXT NOT NULL,
    PRIMARY KEY (readers, slot)
) STRICT, WITHOUT ROWID;
CREATE TABLE edition_cell (
    readers TEXT NOT NULL, kind TEXT NOT NULL, slot TEXT NOT NULL, form TEXT NOT NULL,
    audience TEXT NOT NULL, place TEXT NOT NULL, flagged INTEGER NOT NULL, question TEXT NOT NULL,
    asked INTEGER NOT NULL, answered INTEGER NOT NULL,
    PRIMARY KEY (readers, kind, slot, form, audience, place, flagged, question)
) STRICT, WITHOUT ROWID;
CREATE TABLE edition_option (
    readers TEXT NOT NULL, kind TEXT NOT NULL, slot TEXT NOT NULL, form TEXT NOT NULL,
    audience TEXT NOT NULL, place TEXT NOT NULL, flagged INTEGER NOT NULL, question TEXT NOT NULL,
    option TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY (readers, kind, slot, form, audience, place, flagged, question, option)
) STRICT, WITHOUT ROWID;
INSERT INTO edition_due SELECT DISTINCT 'inside', day FROM asked_day;
)sql";

// A code is known by the public half of the key that it stands for: what lies here lets nobody in.
constexpr std::string_view enrolment_codes = R"sql(
CREATE TABLE enrolment_code (
    code_key BLOB PRIMARY KEY,
    place TEXT NOT NULL,
    expires_unix_s INTEGER NOT NULL,
    kiosk_key BLOB,
    answer BLOB
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::string_view revoked_kiosks = R"sql(
ALTER TABLE kiosk ADD COLUMN revoked_day TEXT;
)sql";

// Roll-ups of days before it cannot be counted anew: their responses are gone.
constexpr std::string_view horizon = R"sql(
CREATE TABLE horizon (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    responses TEXT NOT NULL,
    texts TEXT NOT NULL
) STRICT;
)sql";

// Batches that will not come (core/wire/void.h).
constexpr std::string_view tombstones = R"sql(
ALTER TABLE batch ADD COLUMN voided INTEGER NOT NULL DEFAULT 0;
)sql";

// What each kiosk last said of its bundles.
constexpr std::string_view bundle_reports = R"sql(
CREATE TABLE bundle_report (
    kiosk INTEGER PRIMARY KEY REFERENCES kiosk(number),
    day TEXT NOT NULL,
    shown TEXT NOT NULL,
    next TEXT NOT NULL,
    refused TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT;
)sql";

// What a kiosk signed with before its key was changed.
constexpr std::string_view former_keys = R"sql(
CREATE TABLE former_key (
    kiosk INTEGER NOT NULL REFERENCES kiosk(number),
    public_key BLOB NOT NULL UNIQUE,
    until_day TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (kiosk, position)
) STRICT, WITHOUT ROWID;
)sql";

// A sound copy of a row that came damaged takes its place; looked for with each row that is held.
constexpr std::string_view unopened_rows = R"sql(
CREATE INDEX parked_row_unopened ON parked_row (row_id) WHERE reason = 'opening_failed';
)sql";

// What a kiosk's word says beside its bundles, as on the wire (core/wire/bundle_report.h): nothing yet
// for words of before. Needed keys are ids of eight bytes, one behind the other.
constexpr std::string_view keys_and_disks = R"sql(
ALTER TABLE bundle_report ADD COLUMN keys_sequence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE bundle_report ADD COLUMN keys_needed BLOB NOT NULL DEFAULT x'';
ALTER TABLE bundle_report ADD COLUMN disk INTEGER NOT NULL DEFAULT 0;
CREATE INDEX bundle_report_disk ON bundle_report (kiosk) WHERE disk >= 2;
)sql";

constexpr std::array steps{database::Migration{first},
    database::Migration{responses_by_day_and_place}, database::Migration{backed_up},
    database::Migration{tests_counted_apart}, database::Migration{editions},
    database::Migration{enrolment_codes}, database::Migration{revoked_kiosks},
    database::Migration{horizon}, database::Migration{tombstones},
    database::Migration{bundle_reports},
    database::Migration{former_keys}, database::Migration{unopened_rows},
    database::Migration{keys_and_disks}};

}  // namespace

std::span<const database::Migration> migrations() {
    return steps;
}

}  // namespace otk::storage
