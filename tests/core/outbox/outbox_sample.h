#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/base/local_day.h"
#include "core/database/database.h"
#include "core/outbox/outbox.h"
#include "core/store/set_aside.h"
#include "core/wire/void.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

namespace otk::test {

/// A server in memory and its courier: takes batch files, answers with receipt files.
struct SampleServer {
    explicit SampleServer(Random& random)
        : receipt_key(crypto::SigningKey::generate(random)),
          box_key(crypto::BoxKey::generate(random)),
          incarnation(wire::Incarnation::random(random)) {}

    crypto::SigningKey receipt_key;
    crypto::BoxKey box_key;
    wire::Incarnation incarnation;
    std::uint64_t sequence = 0;
    std::uint32_t backed_up = 0;
    wire::BufferOrder order = wire::BufferOrder::Keep;
    std::map<wire::BatchName, crypto::Hash256> held;
    std::set<wire::RowId> rows;                         ///< each is counted once
    std::map<crypto::Hash256, std::size_t> row_counts;  ///< of bodies received; not of voided ones
    std::vector<std::string> unreadable;                ///< rows that no key opens
    std::vector<std::string> contents;                  ///< each response that was counted
    std::vector<std::string> faults;

    std::vector<wire::NumberRange> ranges_of(const wire::BufferId& buffer) const {
        std::vector<wire::NumberRange> ranges;
        for (const auto& [name, hash] : held) {
            if (name.buffer != buffer) continue;
            if (!ranges.empty() && ranges.back().last + 1 == name.number) {
                ranges.back().last = name.number;
            } else {
                ranges.push_back({name.number, name.number});
            }
        }
        return ranges;
    }

    Bytes holdings_of(const wire::StatementSubject& subject) const {
        return wire::encode_holdings({.subject = subject,
                                         .incarnation = incarnation,
                                         .sequence = sequence,
                                         .backed_up = backed_up,
                                         .ranges = ranges_of(subject.batch.buffer)},
            receipt_key);
    }

    Bytes receipt_for(const wire::StatementSubject& subject, std::size_t rows_of_batch) const {
        return wire::encode_reply(
            wire::encode_receipt({.subject = subject,
                                     .counted = static_cast<std::uint16_t>(rows_of_batch),
                                     .order = order},
                receipt_key),
            holdings_of(subject));
    }

    Bytes voided_for(const wire::StatementSubject& subject) const {
        return wire::encode_reply(wire::encode_voided(subject, receipt_key), holdings_of(subject));
    }

    /// As the server of docs/ARCHITECTURE.md, "Wire".
    Bytes reply_to_void(const Bytes& body, const crypto::PublicKey& kiosk) {
        const auto subject = wire::decode_void(body, kiosk);
        if (!subject) {
            faults.push_back(subject.error().context);
            return {};
        }
        const wire::BatchName name{subject->batch.buffer, subject->batch.number};
        const auto known = held.find(name);
        const bool is_received = known != held.end() && row_counts.contains(known->second);
        if (is_received &&
            (subject->body_hash == known->second || subject->body_hash == wire::unknown_body)) {
            return receipt_for({subject->batch, known->second}, row_counts.at(known->second));
        }
        if (held.emplace(name, subject->body_hash).second) ++sequence;
        return voided_for(*subject);
    }

    Bytes reply_to(const Bytes& body, const crypto::PublicKey& kiosk) {
        if (wire::is_void(body)) return reply_to_void(body, kiosk);
        const auto batch = wire::decode_batch(body, kiosk);
        if (!batch) {
            faults.push_back(batch.error().context);
            return {};
        }
        const crypto::Hash256 hash = wire::batch_hash(body);
        const wire::StatementSubject subject{batch->identity, hash};
        const wire::BatchName name{batch->identity.buffer, batch->identity.number};
        const auto [known, is_new] = held.emplace(name, hash);
        if (known->second != hash) faults.push_back("other bytes, same number");
        if (!is_new && !row_counts.contains(hash)) return voided_for(subject);
        if (is_new) {
            ++sequence;
            row_counts[hash] = batch->rows.size();
            for (const wire::SealedRow& row : batch->rows)
                take(*batch, row);
        }
        return receipt_for(subject, batch->rows.size());
    }

    void take(const wire::Batch& batch, const wire::SealedRow& row) {
        if (!rows.insert(row.id).second) return;
        const auto key = wire::open_key(batch.boxes[row.box], box_key).value();
        const auto content = wire::open_row(row.sealed, row.id, key);
        content ? contents.push_back(*content) : unreadable.push_back(row.id.text());
    }

    /// Its store is gone, and what it held with it.
    void lose_everything(Random& random) {
        incarnation = wire::Incarnation::random(random);
        held.clear();
        rows.clear();
        row_counts.clear();
        contents.clear();
        sequence = 0;
    }
};

/// A kiosk's buffer and outbox on real folders; may be stopped at any step and started again.
struct OutboxSample {
    TemporaryFolder folder;
    ManualClock clock;
    SystemRandom random;
    SampleServer server{random};
    crypto::SigningKey key = crypto::SigningKey::generate(random);
    wire::KioskId kiosk = wire::KioskId::random(random);
    wire::ServerKeyId server_key_id;  ///< that the next start seals to
    std::function<Result<void>(std::string_view)> before_step;
    std::optional<store::Buffer> buffer;
    std::optional<outbox::Outbox> outbox;

    Path out() const { return folder / "outbox"; }
    Path in() const { return folder / "inbox"; }

    OutboxSample() {
        REQUIRE(make_folder(out()));
        REQUIRE(make_folder(in()));
        REQUIRE(make_folder(folder / "state"));
    }

    /// Opens everything as a start of the kiosk does; the outbox's own start may be stopped.
    Result<void> start(outbox::Freeze freeze = outbox::Freeze::AtOnce) {
        stop();
        buffer.emplace(store::open_buffer(
            folder / "state", {.server_key = {.id = server_key_id, .key = server.box_key.public_key()},
                                  .clock = &clock,
                                  .random = &random})
                           .value());
        outbox.emplace(*buffer, outbox::Options{.outbox_folder = out(),
                                    .inbox_folder = in(),
                                    .freeze = freeze,
                                    .kiosk = kiosk,
                                    .key = &key,
                                    .receipt_keys = {server.receipt_key.public_key()},
                                    .clock = &clock,
                                    .random = &random,
                                    .before_step = before_step});
        return outbox->start();
    }
    void stop() {
        outbox.reset();
        buffer.reset();
    }

    std::string today() const { return to_text(day_of(clock.unix_seconds())); }

    void put(std::string_view content) {
        REQUIRE(buffer->put({.id = wire::RowId::random(random),
            .state = store::RowState::Closed,
            .form = "reception",
            .form_version = "1",
            .bucket = today(),
            .content = content}));
    }

    Path buffer_file() const { return folder / "state" / "buffer" / "buffer.sqlite"; }

    /// Flips a bit of what the record says of its rows' number; the kiosk may be running.
    void damage_row_count(std::uint32_t number, std::int64_t bit) const {
        auto database = database::Database::open(buffer_file()).value();
        auto write = database
                         .prepare(
                             "UPDATE batch SET row_count = (row_count | ?2) - (row_count & ?2) "
                             "WHERE number = ?1")
                         .value();
        REQUIRE(write.run({std::int64_t{number}, bit}));
        REQUIRE(database.changes() == 1);
    }

    /// Flips a bit of a frozen batch's last row, in the buffer; while nothing is open.
    void damage_body(std::uint32_t number) { write_body(number, damaged(body_of(number))); }

    /// The same in every batch file of that number.
    void damage_file(std::uint32_t number) {
        for (const std::string& file : batch_files()) {
            if (wire::parse_batch_file_name(file, ".batch")->number != number) continue;
            const Bytes body = read_file(out() / file, wire::batch_bytes_max).value();
            REQUIRE(write_durably(out() / file, damaged(body)));
        }
    }

    static Bytes damaged(Bytes body) {
        body.at(body.size() - wire::signature_bytes - 40) ^= 1U;
        return body;
    }

    Bytes body_of(std::uint32_t number) const {
        auto database = database::Database::open(buffer_file()).value();
        auto read = database.prepare("SELECT body FROM batch WHERE number = ?1").value();
        REQUIRE(read.first({std::int64_t{number}}).value());
        return Bytes(read.blob(0).begin(), read.blob(0).end());
    }

    Bytes hash_of(std::uint32_t number) const {
        auto database = database::Database::open(buffer_file()).value();
        auto read = database.prepare("SELECT body_hash FROM batch WHERE number = ?1").value();
        REQUIRE(read.first({std::int64_t{number}}).value());
        return Bytes(read.blob(0).begin(), read.blob(0).end());
    }

    void write_body(std::uint32_t number, const Bytes& body) const {
        auto database = database::Database::open(buffer_file()).value();
        auto write = database.prepare("UPDATE batch SET body = ?2 WHERE number = ?1").value();
        REQUIRE(write.run({std::int64_t{number}, ByteView(body)}));
    }

    /// A round of everything: freeze and write, carry, take what came back.
    void round() {
        REQUIRE(outbox->tick());
        carry();
        REQUIRE(outbox->receive());
    }

    std::vector<std::string> batch_files() const { return list_files(out(), ".batch").value(); }
    std::vector<std::string> receipt_files() const { return list_files(in(), ".receipt").value(); }

    static std::string receipt_name(const std::string& batch_file) {
        return batch_file.substr(0, batch_file.size() - 6) + ".receipt";
    }
    static std::string void_name(const std::string& batch_file) {
        return batch_file.substr(0, batch_file.size() - 6) + ".void";
    }
    std::vector<std::string> void_files() const { return list_files(out(), ".void").value(); }

    /// One round of the courier: each batch file without a receipt is sent, or the void in its
    /// place.
    void carry() {
        std::set<std::string> stems;
        for (const std::string& file : batch_files())
            stems.insert(file.substr(0, file.size() - 6));
        for (const std::string& file : void_files())
            stems.insert(file.substr(0, file.size() - 5));
        for (const std::string& stem : stems) {
            const Path receipt = in() / (stem + ".receipt");
            if (std::filesystem::exists(receipt)) continue;
            Path file = out() / (stem + ".void");
            if (!std::filesystem::exists(file)) file = out() / (stem + ".batch");
            const Bytes body = read_file(file, wire::batch_bytes_max).value();
            REQUIRE(write_durably(receipt, server.reply_to(body, key.public_key())));
        }
    }
};

}  // namespace otk::test
