#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "sync/mailbox.h"
#include "sync/transport.h"
#include "tests/sync/sample_batch.h"

namespace otk::sync::test {

/// Outbox and inbox in memory.
class FakeMailbox final : public Mailbox {
  public:
    std::map<std::string, Bytes> outbox;
    std::map<std::string, Bytes> inbox;
    std::vector<std::string> too_large;  ///< stems noted
    bool listing_fails = false;
    bool storing_fails = false;
    bool taken_back_at_reading = false;  ///< the kiosk removes each batch between list and read

    void put(const SampleBatch& batch) { outbox[batch.stem] = batch.body; }

    Result<std::set<std::string>> waiting() const override {
        if (listing_fails) return fail(ErrorKind::Io, "list");
        std::set<std::string> stems;
        for (const auto& [stem, body] : outbox) {
            if (!inbox.contains(stem)) stems.insert(stem);
        }
        return stems;
    }
    Result<Bytes> read_batch(std::string_view stem) const override {
        const auto found = outbox.find(std::string(stem));
        if (found == outbox.end() || taken_back_at_reading) {
            return fail(ErrorKind::NotFound, "batch");
        }
        return found->second;
    }
    Result<void> store_receipt(std::string_view stem, ByteView reply) override {
        if (storing_fails) return fail(ErrorKind::NoSpace, "store");
        inbox[std::string(stem)] = Bytes(reply.begin(), reply.end());
        return {};
    }
    Result<void> note_too_large(std::string_view stem) override {
        too_large.emplace_back(stem);
        return {};
    }
};

/// A server behind a transport: holds what reached it, answers as `answer` says.
class FakeServer final : public Transport {
  public:
    FakeServer(const crypto::SigningKey& key, const Clock& clock)
        : answer([this](ByteView body) { return sign(body); }), m_key(key), m_clock(clock) {}

    std::set<Bytes> held;
    std::vector<Bytes> posted;
    std::vector<std::int64_t> posted_at_ms;
    std::function<PostOutcome(ByteView)> answer;

    PostOutcome post_batch(ByteView body) override {
        posted_at_ms.push_back(m_clock.monotonic_ms());
        posted.emplace_back(body.begin(), body.end());
        return answer(body);
    }

    /// As a good server: takes the batch, then answers with its receipt.
    PostOutcome sign(ByteView body) {
        held.insert(Bytes(body.begin(), body.end()));
        return says(200, sample_reply(body, m_key));
    }

    static PostOutcome says(int status, Bytes body = {}) {
        PostOutcome outcome;
        outcome.contact = Contact::Answered;
        outcome.status = status;
        outcome.body = std::move(body);
        return outcome;
    }
    static PostOutcome fails(Contact contact) {
        PostOutcome outcome;
        outcome.contact = contact;
        return outcome;
    }

  private:
    const crypto::SigningKey& m_key;
    const Clock& m_clock;
};

}  // namespace otk::sync::test
