#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/local_day.h"
#include "core/base/result.h"
#include "core/crypto/hash.h"
#include "core/crypto/signature.h"
#include "core/wire/batch.h"
#include "core/wire/bundle_report.h"
#include "core/wire/receipt.h"
#include "server/analysis/figures.h"
#include "server/analysis/period.h"
#include "server/analysis/release.h"
#include "server/storage/roll_up.h"

namespace otk::storage {

/// An enrolled kiosk. `number` is the storage's own, from 1.
struct Kiosk {
    std::int64_t number = 0;
    wire::KioskId id;
    crypto::PublicKey key;
    std::string place;        ///< where it stands now
    bool is_revoked = false;  ///< nothing of it is taken any more
    /// Those before `key`, oldest first: what was frozen under one is taken for ever, also from a
    /// clone or a restored image; nothing else that one of them signs is believed.
    std::vector<crypto::PublicKey> former_keys = {};
};

/// One response as it is kept: without row id, batch or arrival, under a random number. The values
/// of free texts are taken out of `content` (a mark stays) and kept in a table of their own.
struct StoredResponse {
    std::string day;
    std::string place;            ///< as in the content: rows of a day and place lie together
    bool day_is_servers = false;  ///< the kiosk's clock was not trusted
    bool flagged = false;
    std::string content;  ///< form::encode_response
};

/// A free text; nothing ties it to the rest of its response.
struct StoredText {
    std::string day;
    std::string place;
    std::string form;
    std::string version;
    std::string question;
    std::string language;
    std::string text;
};

/// Of a response that was given for a trial: all that is kept is that there was one more.
struct StoredTest {
    std::string day;
    std::string place;
    std::string form;
};

/// A row that could not be counted yet, as it was received.
struct ParkedRow {
    std::int64_t number = 0;  ///< the storage's own
    wire::RowId id;
    wire::KeyBox box;
    Bytes sealed;
    std::string reason;        ///< form_unknown, key_unknown, opening_failed, value_refused
    std::string detail;        ///< "form 2026112201", the question's name: never a value
    std::string received_day;  ///< books a response without a day of its own
};

/// What is remembered of a batch, apart from the answers.
struct StoredBatch {
    wire::Receipt receipt;
    std::string received_day;
    Bytes receipt_bytes;  ///< signed; sent again byte for byte
};

/// A one-time code: the public half of its key, never the code itself.
struct StoredCode {
    crypto::PublicKey key;
    std::string place;
    std::int64_t expires_unix_s = 0;
    std::optional<crypto::PublicKey> kiosk = std::nullopt;  ///< who used it
    Bytes answer = {};                                      ///< what that one got; sent again as it is
};

/// A batch that will not come: it has its number and hash like one that came, and no rows.
struct StoredTombstone {
    wire::StatementSubject subject;
    std::string received_day;
    Bytes statement;  ///< `voided`, signed; sent again byte for byte
};

/// A kiosk's word on its bundles, keys and disk.
struct StoredBundleReport {
    std::string place;
    std::string day;  ///< when it last changed; empty: it never said anything
    wire::BundleReport report;
};

struct ParkedCount {
    std::string reason;
    std::string detail;
    std::int64_t rows = 0;
};

/// A compiled form as it came in a bundle, kept for ever: late rows and old figures need it.
struct StoredForm {
    std::string id;
    std::string version;
    std::string json;
};

/// Days before these are erased; empty: none are.
struct Horizon {
    std::string responses;  ///< and the rows that wait sealed to be counted
    std::string texts;
};

struct Erased {
    std::int64_t responses = 0;
    std::int64_t texts = 0;
    std::int64_t parked = 0;
};

/// A state of all figures. Numbers grow by one.
struct Edition {
    std::int64_t number = 0;
    std::string day;  ///< the server's own, when it was made
};

/// The server's store. One thread at a time; several objects may share one database (one writes at
/// a time, readers are never blocked). Errors are the database's: NoSpace, Io, Corrupt,
/// Unavailable.
class Storage {
  public:
    Storage() = default;
    Storage(const Storage&) = delete;
    Storage& operator=(const Storage&) = delete;
    virtual ~Storage() = default;

    /// Runs `work` in one transaction: durable when this succeeds, undone when work or commit
    /// fails. The functions marked (writes) are called inside one.
    virtual Result<void> in_transaction(const std::function<Result<void>()>& work) = 0;

    /// (writes) The kiosk with this public key: a new one, or the known one, standing at `place`
    /// from that day on.
    virtual Result<Kiosk> put_kiosk(const Kiosk& kiosk, const std::string& from_day) = 0;
    virtual Result<std::optional<Kiosk>> find_kiosk(const wire::KioskId& id) = 0;
    /// (writes) From that day on nothing of this kiosk is taken; an empty day: it is again. False if
    /// there is no such kiosk.
    virtual Result<bool> set_revoked(const wire::KioskId& id, const std::string& from_day) = 0;

    /// (writes)
    virtual Result<void> put_code(const StoredCode& code) = 0;
    virtual Result<std::optional<StoredCode>> find_code(const crypto::PublicKey& key) = 0;
    /// (writes) Remembers who used a code and what was answered.
    virtual Result<void> use_code(const StoredCode& code) = 0;
    /// (writes) Those that expired before.
    virtual Result<void> forget_codes(std::int64_t now_unix_s) = 0;

    virtual Result<std::optional<Bytes>> find_receipt(
        const Kiosk& kiosk, const wire::BatchIdentity& identity, const crypto::Hash256& hash) = 0;
    /// The hash of the body that was received last under this identity; not of a tombstone.
    virtual Result<std::optional<crypto::Hash256>> newest_body(
        const Kiosk& kiosk, const wire::BatchIdentity& identity) = 0;
    /// True if a batch of this identity, or its tombstone, is held, whatever its body.
    virtual Result<bool> holds(const Kiosk& kiosk, const wire::BatchIdentity& identity) = 0;
    /// (writes) Adds the batch; its number grows with each batch.
    virtual Result<std::int64_t> insert_batch(const Kiosk& kiosk, const StoredBatch& batch) = 0;
    /// (writes) As if an empty batch had come: find_receipt gives its statement, `holds`, `ranges`
    /// and `newest_batch` know it.
    virtual Result<void> insert_tombstone(const Kiosk& kiosk, const StoredTombstone& tombstone) = 0;
    /// (writes) False if this kiosk's row is held already.
    virtual Result<bool> claim_row(const Kiosk& kiosk, const wire::RowId& row) = 0;
    virtual Result<std::vector<wire::NumberRange>> ranges(
        const Kiosk& kiosk, const wire::BufferId& buffer) = 0;
    /// Up to which number all batches of a buffer lie in the last verified backup; 0: none.
    virtual Result<std::uint32_t> backed_up(const Kiosk& kiosk, const wire::BufferId& buffer) = 0;
    /// Of the newest batch; 0 if there is none.
    virtual Result<std::int64_t> newest_batch() = 0;

    /// (writes)
    virtual Result<void> insert_response(const StoredResponse& response) = 0;
    virtual Result<void> insert_text(const StoredText& text) = 0;
    /// (writes) One more response of a kiosk that is being tried out; nothing else of it is kept.
    virtual Result<void> note_test(const StoredTest& test) = 0;
    virtual Result<void> add_to_roll_ups(const RollUp& days) = 0;
    virtual Result<void> clear_roll_ups() = 0;
    virtual Result<void> park(const ParkedRow& row) = 0;
    virtual Result<void> unpark(std::int64_t number) = 0;
    /// (writes) Removes what is parked under this id because it did not open (`opening_failed`).
    /// False if nothing is.
    virtual Result<bool> unpark_unopened(const wire::RowId& id) = 0;
    /// (writes) Raises an alarm for people: kind and detail, never an answer.
    virtual Result<void> raise_alarm(const Kiosk& kiosk, const std::string& day,
        std::string_view kind, std::string_view detail) = 0;

    /// (writes) From now on `after` is the kiosk's key and what it was is a former one. Conflict if
    /// `after` is or was a key of any kiosk.
    virtual Result<void> change_key(
        const Kiosk& kiosk, const crypto::PublicKey& after, const std::string& day) = 0;

    /// (writes) The kiosk's newest word on its bundles, keys and disk.
    virtual Result<void> put_bundle_report(
        const Kiosk& kiosk, const wire::BundleReport& report, const std::string& day) = 0;
    virtual Result<std::optional<wire::BundleReport>> find_bundle_report(const Kiosk& kiosk) = 0;
    /// How many kiosks say that they refused this bundle; revoked ones do not count.
    virtual Result<std::int64_t> bundle_refusals(std::string_view bundle) = 0;
    /// Of each enrolled kiosk in the order of their numbers, those that never said anything too;
    /// not of revoked ones.
    virtual Result<std::vector<StoredBundleReport>> bundle_reports() = 0;
    /// The same of revoked kiosks: what they said last.
    virtual Result<std::vector<StoredBundleReport>> bundle_reports_of_revoked() = 0;
    /// How many kiosks say that their disk fills up or is full; revoked ones do not count.
    virtual Result<std::int64_t> disks_filling_up() = 0;

    /// Parked rows with a number above `after`, at most `count`, in the order of their numbers.
    virtual Result<std::vector<ParkedRow>> parked(std::int64_t after, int count) = 0;
    virtual Result<std::vector<ParkedCount>> parked_counts() = 0;
    /// How many parked rows only this box key opens. O(parked rows).
    virtual Result<std::int64_t> parked_under(const wire::ServerKeyId& key) = 0;
    virtual Result<std::int64_t> alarm_count() = 0;
    virtual Result<std::int64_t> test_count() = 0;
    /// Each kept response in no particular order.
    virtual Result<void> for_each_response(
        const std::function<Result<void>(const StoredResponse&)>& visit) = 0;

    /// (writes) Erases what visitors gave before the horizon; counts and figures stay. The horizon
    /// is remembered and never goes back.
    virtual Result<Erased> forget(const Horizon& horizon) = 0;
    virtual Result<Horizon> horizon() = 0;
    /// The newest day of a response that a kiosk's own clock gave; empty if there is none.
    /// O(responses of newer days, whose day is the server's).
    virtual Result<std::string> newest_day_of_kiosks() = 0;
    /// Empties the database's log, which still holds what was erased. Unavailable while others
    /// read.
    virtual Result<void> settle() = 0;

    /// (writes) False if this id and version is held with another content: the held one stays.
    virtual Result<bool> put_form(const StoredForm& form) = 0;
    virtual Result<std::optional<StoredForm>> find_form(
        std::string_view id, std::string_view version) = 0;
    /// The version of each form that was put last.
    virtual Result<std::vector<StoredForm>> newest_forms() = 0;

    /// All roll-ups, for comparing them (tests, rebuild).
    virtual Result<RollUp> roll_up_of_days() = 0;
    virtual Result<RollUp> roll_up_of_quarters() = 0;

    /// All versions of a form that were ever put.
    virtual Result<std::vector<StoredForm>> versions_of(std::string_view form) = 0;

    /// Figures and what they are made of (server/editions). A *slot* is what they are booked on: a
    /// day "2026-11-22" inside, a month "2026-11" outside.
    ///
    /// Slots before `end` to which something was added since put_release, ascending, at most
    /// `count`.
    virtual Result<std::vector<std::string>> slots_due(
        analysis::Readers readers, const std::string& end, int count) = 0;
    /// All that ever came in for a slot: inside the roll-ups of the day, outside the inside's
    /// figures of that month from external surveys.
    virtual Result<analysis::Gathered> arrived(
        analysis::Readers readers, const std::string& slot) = 0;
    /// What of it was given to put_release.
    virtual Result<analysis::Gathered> taken(
        analysis::Readers readers, const std::string& slot) = 0;
    virtual Result<analysis::Gathered> waiting(analysis::Readers readers) = 0;
    /// (writes) `taken` is the slot's from now on, `released` is added to its figures; the slot is
    /// due no more, and the month of what is released inside is due outside.
    virtual Result<void> put_release(analysis::Readers readers, const std::string& slot,
        const analysis::Gathered& taken, const analysis::Gathered& released) = 0;
    /// (writes)
    virtual Result<void> put_waiting(
        analysis::Readers readers, const analysis::Gathered& waiting) = 0;
    /// (writes)
    virtual Result<void> put_edition(const std::string& day) = 0;
    virtual Result<std::optional<Edition>> newest_edition() = 0;

    /// The figures of a period: sums of what was released, and zeros for every place and question
    /// of a form that anybody was asked in the quarters around, so that what is missing looks like
    /// what is small. Outside only months and quarters.
    virtual Result<analysis::Tally> tally(
        const analysis::Period& period, analysis::Readers readers, analysis::Variant variant) = 0;
};

}  // namespace otk::storage
