#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "core/base/result.h"
#include "core/crypto/signature.h"
#include "core/outbox/outbox.h"
#include "core/store/buffer.h"
#include "core/store/reserve.h"
#include "core/wire/enrolment.h"
#include "kiosk/writer/enrolment.h"
#include "kiosk/writer/writer.h"

namespace otk::kiosk::writer {

/// What the writer's thread does, without the thread: everything here may wait for the disk. Belongs
/// to one thread; `options` must outlive it.
class Recorder {
  public:
    using Emit = std::function<void(const Event&)>;

    Recorder(const Options& options, Emit emit);

    enum class Outcome {
        Done,   ///< durable and announced, or impossible for ever (too large) and logged
        Later,  ///< CannotRecord was announced; offer it again at retry_at_ms
    };
    Outcome record(
        std::uint64_t visit_id, std::uint64_t revision, const form::Response& response, SaveKind kind);

    /// Opens what is not open yet; if it was open: freezes what is due, takes what lies in the inbox.
    void attend();

    /// When attend and a refused record want to be tried again (Clock::monotonic_ms).
    std::int64_t retry_at_ms() const { return m_retry_at_ms; }
    /// A record may be offered now, without waiting for retry_at_ms.
    bool is_ready() const {
        const bool is_hindered = m_hindrance && m_hindrance != Hindrance::Queue &&
                                 m_hindrance != Hindrance::Revoked;
        return m_buffer.has_value() && !is_hindered;
    }
    /// The inbox holds more than the last attend took: attend soon again.
    bool has_more() const { return m_has_more; }

    /// A save was refused for lack of room.
    void refuse() { announce(Hindrance::Queue); }
    /// The queue has room again.
    void admit();

    /// Before the thread ends: the key of the period is wiped, the WAL emptied.
    void finish();

    Status status() const;

  private:
    struct Visit {
        wire::RowId row;
        std::string day;
    };

    bool is_open_or_opens();
    Result<void> open();
    Result<void> open_buffer();
    Folders folders() const;
    Result<void> follow_new_identity();
    Result<void> follow_newer_keys();
    Result<void> follow_revocation();
    Result<void> set_aside();
    Result<void> put(const Visit& visit, const form::Response& response, SaveKind kind);
    Result<void> begin_anew();
    void give_up_file(const Error& error);
    bool may_open() const;
    void tell_why_closed(const Error& error);
    const Visit& visit_of(std::uint64_t visit_id);
    void attend_outbox();
    Result<void> receive_and_tick();
    void close();
    void announce(Hindrance hindrance);
    void hinder(Hindrance hindrance);
    void recover();
    void fail_with(const Error& error);
    void look_at_damage();
    void keep_reserve();
    void look_at_room();
    void look_at_keys();
    Result<std::set<wire::ServerKeyId>> needed_keys();
    bool make_room();
    bool find_room();
    void wait_for_room();
    Room room() const;
    /// To be free beside the reserve before answers are taken again.
    std::int64_t row_room_bytes() const { return m_options->reserve_bytes / 4; }

    const Options* m_options;
    Emit m_emit;
    std::optional<crypto::SigningKey> m_key;
    std::optional<wire::Enrolment> m_enrolment;
    bool m_is_revoked = false;
    bool m_key_change_waits = false;
    std::optional<store::Buffer> m_buffer;
    std::optional<outbox::Outbox> m_outbox;
    std::map<std::uint64_t, Visit> m_visits;
    std::optional<Hindrance> m_hindrance;
    bool m_announced = false;  ///< the first event is out
    std::int64_t m_retry_at_ms = 0;
    bool m_buffer_failed = false;  ///< its file must not be opened again: set aside first
    int m_set_asides = 0;  ///< without a long pause between them
    std::int64_t m_set_aside_at_ms = 0;
    bool m_has_more = false;
    bool m_outbox_waits = false;  ///< was logged
    std::int64_t m_rows_damaged = 0;
    std::int64_t m_files_set_aside = 0;
    std::optional<store::Reserve> m_reserve;
    bool m_reserve_waits = false;  ///< was logged
    bool m_wants_room = false;     ///< the reserve was given up and is not back
    bool m_is_past_budget = false;
    bool m_keys_untold = false;  ///< was logged
    std::optional<std::int64_t> m_room_seen_ms;
    Storage m_storage;  ///< but for its room
    ServerKeys m_server_keys;
    std::optional<std::int64_t> m_keys_seen_ms;  ///< none: to be looked at with the next attend
};

}  // namespace otk::kiosk::writer
