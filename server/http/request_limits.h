#pragma once

#include <cstddef>
#include <cstdint>

namespace otk::http {

/// Every limit on what comes from outside by HTTP, but for the sizes of bodies: those stand beside each
/// address (server/handlers/router.cpp). docs/SERVER.md, "Limits", says the same to administrators.
struct RequestLimits {
    /// A request line and headers of a kiosk are under 1 KiB, of a browser under 4 KiB.
    static constexpr std::uint32_t header_bytes_max = 8192;
    /// TLS handshake; a request's header from its first byte, however slowly it drips.
    static constexpr int header_ms_max = 10'000;
    /// Handshakes that are under way, and for how long one is counted among them: so many a second
    /// are what two cores can make, and then nobody who is slow holds up the others.
    static constexpr std::size_t handshakes_at_once_max = 512;
    static constexpr int handshake_counted_ms_max = 1000;
    /// Clients that have begun to speak and wait for their handshake: two seconds' work, of the
    /// fifteen that a courier waits. The others wait in the kernel's queue.
    static constexpr std::size_t waiting_handshakes_max = 1024;
    /// A request's body; an answer until it is taken. 60 KiB at 64 kbit/s take 8 s.
    static constexpr int body_ms_max = 20'000;
    /// A kept connection without a request.
    static constexpr int idle_ms_max = 120'000;
    /// For requests in work when the end is asked for.
    static constexpr int stop_ms_max = 10'000;
    /// How much of a refused body, and for how long, is read into nothing, so that the refusal is not
    /// lost to a reset.
    static constexpr std::size_t drained_bytes_max = std::size_t{1} << 20U;
    static constexpr int drain_ms_max = 2000;
    /// Requests for the writer, from the last byte of a body until its answer is made: a second's
    /// work, over 500 full batches. Opened they take some two and a half times as much.
    static constexpr std::size_t waiting_batch_bytes_max = std::size_t{32} << 20U;
    /// Requests for the reader: 256 pages.
    static constexpr std::size_t waiting_page_bytes_max = std::size_t{1} << 20U;
    /// What a request counts at the least among those that wait.
    static constexpr std::size_t waiting_bytes_least = 4096;
    /// The longest time that is asked of a client for whom there is no place.
    static constexpr int retry_after_s_max = 60;
};

}  // namespace otk::http
