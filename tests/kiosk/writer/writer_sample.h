#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "core/store/set_aside.h"
#include "core/wire/enrolment.h"
#include "kiosk/writer/writer.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

namespace otk::test {

/// Collects a writer's events; waits for a condition on them, never for a time.
class Events {
  public:
    kiosk::writer::Writer::Notify notify() {
        return [this](const kiosk::writer::Event& event) {
            const std::lock_guard lock(m_mutex);
            m_events.push_back(event);
            m_changed.notify_all();
        };
    }

    /// Fails the test after a time that only a hang needs.
    template <typename Condition>
    void wait_for(Condition condition) {
        std::unique_lock lock(m_mutex);
        REQUIRE(m_changed.wait_for(
            lock, std::chrono::seconds(20), [&] { return condition(m_events); }));
    }
    void wait_for_saved(std::uint64_t visit_id, std::uint64_t revision) {
        wait_for([&](const auto& events) { return has_saved(events, visit_id, revision); });
    }
    template <typename Kind>
    void wait_for_any() {
        wait_for([](const auto& events) {
            return std::any_of(events.begin(), events.end(),
                [](const auto& event) { return std::holds_alternative<Kind>(event); });
        });
    }
    std::vector<kiosk::writer::Event> all() {
        const std::lock_guard lock(m_mutex);
        return m_events;
    }
    void clear() {
        const std::lock_guard lock(m_mutex);
        m_events.clear();
    }
    static bool has_saved(const std::vector<kiosk::writer::Event>& events, std::uint64_t visit_id,
        std::uint64_t revision) {
        return std::any_of(events.begin(), events.end(), [&](const auto& event) {
            const auto* saved = std::get_if<kiosk::writer::Saved>(&event);
            return saved != nullptr && saved->visit_id == visit_id && saved->revision == revision;
        });
    }

  private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<kiosk::writer::Event> m_events;
};

/// Waits for what no event tells; fails the test after a time that only a hang needs. What held once
/// is not asked again: a condition may be a deed.
template <typename Condition>
void until(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    bool holds = condition();
    while (!holds && std::chrono::steady_clock::now() < end) {
        std::this_thread::yield();
        holds = condition();
    }
    REQUIRE(holds);
}

/// Folders of a kiosk and the keys of its server.
struct WriterSample {
    TemporaryFolder folder;
    SystemRandom random;
    crypto::BoxKey box_key = crypto::BoxKey::generate(random);
    crypto::SigningKey receipt_key = crypto::SigningKey::generate(random);
    wire::KioskId kiosk_id = wire::KioskId::random(random);
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    Events events;

    kiosk::writer::Options options() const {
        return {.state_folder = folder / "state",
            .outbox_folder = folder / "outbox",
            .inbox_folder = folder / "inbox",
            .freeze = kiosk::writer::Freeze::Batched,
            .retry_ms = 50,
            .inbox_poll_ms = 50};
    }

    void enrol() const {
        const wire::Enrolment enrolment{.url = "https://127.0.0.1:8443",
            .kiosk = kiosk_id,
            .place = "reception-7",
            .server_key_id = {},
            .server_key = box_key.public_key(),
            .receipt_keys = {receipt_key.public_key()},
            .tls_authority = {}};
        REQUIRE(make_folder(folder / "inbox"));
        REQUIRE(write_durably(
            folder / "inbox" / "enrolment.json", bytes_of(wire::encode_enrolment(enrolment))));
    }

    std::unique_ptr<kiosk::writer::Writer> start() {
        return kiosk::writer::Writer::start(options(), events.notify());
    }

    static form::Response response(std::string comment, bool partial = true) {
        return {.form_id = "reception",
            .form_version = "1",
            .place = "reception-7",
            .channel = "kiosk",
            .language = "ru",
            .layout = 1,
            .day = {},
            .partial = partial,
            .asked = {"mark", "comment"},
            .answers = {{"mark", "5"}, {"comment", std::move(comment)}}};
    }

    /// Every response that the server could open from the buffer, as the next start sees it.
    std::vector<form::Response> responses() {
        SystemClock system_clock;
        store::Buffer buffer = store::open_buffer(folder / "state",
            {.server_key = {.id = {}, .key = box_key.public_key()},
                .clock = &system_clock,
                .random = &random})
                                   .value();
        std::vector<form::Response> found;
        const std::vector<store::ClosedRow> rows = buffer.closed_rows({}).value();
        for (const store::ClosedRow& row : rows) {
            const crypto::Secret key = wire::open_key(row.box, box_key).value();
            found.push_back(
                form::decode_response(wire::open_row(row.sealed, row.id, key).value()).value());
        }
        return found;
    }
    std::vector<std::string> comments() {
        std::vector<std::string> found;
        const std::vector<form::Response> all = responses();
        for (const form::Response& response : all) {
            found.push_back(response.answers.at(1).second);
        }
        std::sort(found.begin(), found.end());
        return found;
    }
};

}  // namespace otk::test
