#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/crypto/hash.h"
#include "sync/bundle_source.h"
#include "sync/registry.h"
#include "sync/transport.h"

namespace otk::sync {

struct CurlOptions {
    std::string url;            ///< "https://host[:port]"
    std::string tls_authority;  ///< PEM: the only authorities believed; empty: the system's
    /// SHA-256 of the SubjectPublicKeyInfo of the keys that the server may show, beside its
    /// certificate being right; empty: any.
    std::vector<crypto::Hash256> tls_pins;
    std::string proxy;          ///< empty: none, whatever the environment says
    std::int64_t connect_ms_max = 15'000;
    /// A batch of 60 KiB takes 8 s at 64 kbit/s; with a quarter of the packets lost a minute.
    std::int64_t whole_ms_max = 120'000;
    /// Asked about once a second during a request; true ends it.
    std::function<bool()> is_stopped;
};

/// HTTP/1.1 over TLS 1.2 or later by libcurl; one connection, kept alive between requests.
/// HTTP/1.1 because Debian 12's libcurl spins on HTTP/2 when a server answers before it has read a
/// large body.
class CurlTransport final : public Transport, public Registry, public BundleSource {
  public:
    static Result<std::unique_ptr<CurlTransport>> create(CurlOptions options);
    ~CurlTransport() override;

    PostOutcome post_batch(ByteView body) override;
    PostOutcome post_enrolment(ByteView request) override;
    PostOutcome post_key_rotation(ByteView request) override;
    PostOutcome get_keys() override;
    PostOutcome post_bundle_report(ByteView report) override;
    PostOutcome get_bundle_piece(std::string_view name, std::size_t at) override;

  private:
    struct Handle;

    PostOutcome post(const char* address, ByteView body, std::size_t answer_bytes_max);
    PostOutcome perform(const char* address, std::size_t answer_bytes_max);

    CurlTransport(CurlOptions options, std::unique_ptr<Handle> handle);

    CurlOptions m_options;
    std::unique_ptr<Handle> m_handle;
};

}  // namespace otk::sync
