#pragma once

#include <string>

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/result.h"

namespace otk::cli {

/// Speaks newline-delimited JSON with a process's socket. One thread.
class LineClient {
  public:
    /// Unavailable if nobody serves the socket.
    static Result<LineClient> connect(const Path& socket);

    /// Sends a request, waits for its reply at most ten seconds. A reply with "ok": false is an
    /// error of the kind that it names.
    Result<Json> ask(const Json& request);

    /// The next line that the service sends unasked, after a request to be told; waits for it
    /// without an end. Unavailable when the service is gone.
    Result<Json> next();

  private:
    explicit LineClient(Descriptor socket) : m_socket(std::move(socket)) {}

    Result<void> send(std::string_view line);
    Result<std::string> receive();

    Descriptor m_socket;
    std::string m_received;  ///< behind the last reply
};

}  // namespace otk::cli
