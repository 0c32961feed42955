#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::fleet_sim {

/// Where the server is, and whom the fleet trusts.
struct ServerAddress {
    std::uint16_t port = 0;
    Path authority;
};

/// How one request ended.
struct Answer {
    bool came = false;  ///< a whole HTTP answer
    int status = 0;
    std::optional<std::int64_t> retry_after_s = std::nullopt;
    std::string body = {};
};

/// One connection of a kiosk: TLS 1.3, HTTP/1.1, kept. It waits as long as a courier does (15 s for
/// a connection, two minutes for a request). One request at a time; a call that ends it answers
/// what waits with a failure.
class Line {
  public:
    Line() = default;
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;
    virtual ~Line() = default;

    using Opened = std::function<void(bool)>;
    using Answered = std::function<void(Answer)>;

    /// Connects, or connects anew.
    virtual void open(Opened opened) = 0;
    virtual void post(std::string_view path, ByteView body, Answered answered) = 0;
    virtual void get(std::string_view path, Answered answered) = 0;
    virtual void close() = 0;
    /// The connection stands at this moment, as far as the kernel knows.
    virtual bool is_open() const = 0;

    /// Bytes of a request that has no end, for a client that does not behave. `sent` says whether
    /// they went out.
    virtual void drip(std::string_view bytes, std::function<void(bool)> sent) = 0;
};

/// The fleet's end of the network: one event loop, on which everything of it is called.
class Network {
  public:
    /// InvalidInput if the authority cannot be read.
    static Result<std::unique_ptr<Network>> create(const ServerAddress& server);
    Network() = default;
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;
    virtual ~Network() = default;

    /// A line of the fleet's kiosk number `index`. Lines begin at several addresses of loopback, as
    /// one has too few ports for a fleet that comes back. The network outlives its lines.
    virtual std::shared_ptr<Line> line(std::size_t index) = 0;
    /// A connection without TLS that says nothing: connected, and no more.
    virtual std::shared_ptr<Line> silent_line(std::size_t index) = 0;

    virtual void after(std::int64_t delay_ms, std::function<void()> work) = 0;
    /// Returns when nothing is left to wait for, or after stop().
    virtual void run() = 0;
    virtual void stop() = 0;
};

}  // namespace otk::fleet_sim
