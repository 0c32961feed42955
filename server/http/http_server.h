#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "core/base/file.h"
#include "core/base/result.h"
#include "server/http/request_limits.h"
#include "server/http/router.h"

namespace otk::http {

struct ServerOptions {
    std::string listen = "127.0.0.1:8443";  ///< address:port or [address]:port; port 0 = any free
    Path certificate_file = {};                  ///< PEM, leaf first
    Path private_key_file = {};                  ///< PEM
    int idle_ms_max = RequestLimits::idle_ms_max;
    int header_ms_max = RequestLimits::header_ms_max;
    int body_ms_max = RequestLimits::body_ms_max;
    int stop_ms_max = RequestLimits::stop_ms_max;
    bool stop_on_signals = false;        ///< SIGTERM and SIGINT end run() gracefully
    int tick_ms = 0;                     ///< 0: never
    std::function<void()> on_tick = {};  ///< on the event loop's thread
};

/// HTTPS (TLS 1.3 only, HTTP/1.1, keep-alive) on one event loop: an idle connection costs memory,
/// no thread. It never reads who is at the other end.
class HttpServer {
  public:
    /// Binds and loads the keys. Errors name the setting that is wrong.
    static Result<std::unique_ptr<HttpServer>> create(const ServerOptions& options, Router router);
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    virtual ~HttpServer() = default;

    virtual std::uint16_t port() const = 0;
    /// Serves until stop(); returns when the requests in work are answered or stop_ms_max is over.
    virtual void run() = 0;
    /// Any thread.
    virtual void stop() = 0;

  protected:
    HttpServer() = default;
};

/// True for 127.0.0.0/8 and ::1: nobody outside this machine can connect.
bool is_loopback(const std::string& listen);

}  // namespace otk::http
