#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/file.h"

namespace otk::test {

/// Writes a key and a certificate for 127.0.0.1, signed by itself, valid for an hour.
void write_certificate(const Path& certificate_file, const Path& private_key_file);

struct HttpReply {
    int status = 0;
    std::string head;
    std::string body;
    bool has(std::string_view header_line) const {
        return head.find(header_line) != std::string::npos;
    }
};

/// A blocking TLS connection to a port of 127.0.0.1 that trusts one certificate; every wait ends
/// after ten seconds.
class TlsClient {
  public:
    enum class Speaks { Newest, AtMostTls12 };
    TlsClient(std::uint16_t port, const Path& certificate_file, Speaks speaks = Speaks::Newest);
    TlsClient(TlsClient&&) noexcept;
    TlsClient& operator=(TlsClient&&) noexcept;
    ~TlsClient();

    bool is_connected() const;
    std::string version() const;  ///< "TLSv1.3"
    bool send(std::string_view bytes);
    /// Reads one reply by its Content-Length; status 0 if the connection ended before.
    HttpReply read(bool head_only = false);
    HttpReply get(std::string_view target);
    HttpReply post(std::string_view target, std::string_view content_type, std::string_view body);
    /// True if the server closed the connection (waits for it).
    bool is_closed();

  private:
    struct Handle;
    std::unique_ptr<Handle> m_handle;
};

}  // namespace otk::test
