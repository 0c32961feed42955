#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/base/local_day.h"
#include "core/outbox/outbox.h"
#include "core/store/set_aside.h"
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
    std::vector<std::string> contents;  ///< each response that was counted
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

    Bytes reply_to(const Bytes& body, const crypto::PublicKey& kiosk) {
        const auto batch = wire::decode_batch(body, kiosk);
        if (!batch) {
            faults.push_back(batch.error().context);
            return {};
        }
        const wire::BatchName name{batch->identity.buffer, batch->identity.number};
        const auto [known, is_new] = held.emplace(name, wire::batch_hash(body));
        if (known->second != wire::batch_hash(body)) faults.push_back("other bytes, same number");
        if (is_new) {
            ++sequence;
            for (const wire::SealedRow& row : batch->rows) {
                const auto key = wire::open_key(batch->boxes[row.box], box_key).value();
                contents.push_back(wire::open_row(row.sealed, row.id, key).value());
            }
        }
        const wire::StatementSubject subject{batch->identity, wire::batch_hash(body)};
        return wire::encode_reply(
            wire::encode_receipt({.subject = subject,
                                     .counted = static_cast<std::uint16_t>(batch->rows.size()),
                                     .order = order},
                receipt_key),
            wire::encode_holdings({.subject = subject,
                                      .incarnation = incarnation,
                                      .sequence = sequence,
                                      .backed_up = backed_up,
                                      .ranges = ranges_of(name.buffer)},
                receipt_key));
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
        buffer.emplace(store::open_buffer(folder / "state",
            {.server_key = {.id = {}, .key = server.box_key.public_key()},
                .clock = &clock,
                .random = &random})
                           .value());
        outbox.emplace(*buffer,
            outbox::Options{.outbox_folder = out(),
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

    void put(std::string_view content) {
        REQUIRE(buffer->put({.id = wire::RowId::random(random),
            .state = store::RowState::Closed,
            .form = "reception",
            .form_version = "1",
            .bucket = to_text(day_of(clock.unix_seconds())),
            .content = content}));
    }

    std::vector<std::string> batch_files() const { return list_files(out(), ".batch").value(); }
    std::vector<std::string> receipt_files() const { return list_files(in(), ".receipt").value(); }

    static std::string receipt_name(const std::string& batch_file) {
        return batch_file.substr(0, batch_file.size() - 6) + ".receipt";
    }
    /// One round of the courier: each batch file without a receipt is sent.
    void carry() {
        for (const std::string& file : batch_files()) {
            const Path receipt = in() / receipt_name(file);
            if (std::filesystem::exists(receipt)) continue;
            const Bytes body = read_file(out() / file, wire::batch_bytes_max).value();
            REQUIRE(write_durably(receipt, server.reply_to(body, key.public_key())));
        }
    }
};

}  // namespace otk::test
