#include "tests/server/support/tls_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <cstdio>

#include "core/base/format.h"

namespace otk::test {
namespace {

constexpr int wait_s_max = 10;

using KeyPointer = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using CertificatePointer = std::unique_ptr<X509, decltype(&X509_free)>;
using FilePointer = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

void add_extension(X509* certificate, int kind, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    REQUIRE(extension != nullptr);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

}  // namespace

void write_certificate(const Path& certificate_file, const Path& private_key_file) {
    const KeyPointer key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const CertificatePointer certificate(X509_new(), &X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* const name = X509_get_subject_name(certificate.get());
    const std::string common_name = "127.0.0.1";
    X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8,
        reinterpret_cast<const unsigned char*>(common_name.data()),
        static_cast<int>(common_name.size()), -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    add_extension(certificate.get(), NID_subject_alt_name, "IP:127.0.0.1");
    REQUIRE(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);
    const FilePointer out(std::fopen(certificate_file.c_str(), "w"), &std::fclose);
    REQUIRE(out);
    REQUIRE(PEM_write_X509(out.get(), certificate.get()) == 1);
    const FilePointer secret(std::fopen(private_key_file.c_str(), "w"), &std::fclose);
    REQUIRE(secret);
    REQUIRE(
        PEM_write_PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
}

struct TlsClient::Handle {
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context{
        SSL_CTX_new(TLS_client_method()), &SSL_CTX_free};
    Descriptor socket;
    std::unique_ptr<SSL, decltype(&SSL_free)> tls{nullptr, &SSL_free};
    bool connected = false;
};

TlsClient::TlsClient(std::uint16_t port, const Path& certificate_file, Speaks speaks)
    : m_handle(std::make_unique<Handle>()) {
    // OpenSSL writes without MSG_NOSIGNAL: a server that closed first fails a send, not the tests.
    std::signal(SIGPIPE, SIG_IGN);
    REQUIRE(SSL_CTX_load_verify_file(m_handle->context.get(), certificate_file.c_str()) == 1);
    SSL_CTX_set_verify(m_handle->context.get(), SSL_VERIFY_PEER, nullptr);
    if (speaks == Speaks::AtMostTls12)
        REQUIRE(SSL_CTX_set_max_proto_version(m_handle->context.get(), TLS1_2_VERSION) == 1);
    m_handle->socket = Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const timeval limit{wait_s_max, 0};
    REQUIRE(
        setsockopt(m_handle->socket.number(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) == 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(connect(m_handle->socket.number(), reinterpret_cast<const sockaddr*>(&address),
                sizeof address) == 0);
    m_handle->tls.reset(SSL_new(m_handle->context.get()));
    SSL_set_fd(m_handle->tls.get(), m_handle->socket.number());
    m_handle->connected = SSL_connect(m_handle->tls.get()) == 1;
}

TlsClient::TlsClient(TlsClient&&) noexcept = default;
TlsClient& TlsClient::operator=(TlsClient&&) noexcept = default;
TlsClient::~TlsClient() = default;

bool TlsClient::is_connected() const {
    return m_handle->connected;
}

std::string TlsClient::version() const {
    return SSL_get_version(m_handle->tls.get());
}

bool TlsClient::send(std::string_view bytes) {
    return SSL_write(m_handle->tls.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
}

HttpReply TlsClient::read(bool head_only) {
    std::string received;
    std::array<char, 4096> part{};
    std::size_t head_end = std::string::npos;
    std::size_t length = 0;
    while (true) {
        if (head_end == std::string::npos) {
            head_end = received.find("\r\n\r\n");
            if (head_end != std::string::npos && !head_only) {
                const std::size_t at = received.find("Content-Length: ");
                if (at < head_end) length = std::stoul(received.substr(at + 16));
            }
        }
        if (head_end != std::string::npos && received.size() >= head_end + 4 + length) break;
        const int size = SSL_read(m_handle->tls.get(), part.data(), static_cast<int>(part.size()));
        if (size <= 0) return {};
        received.append(part.data(), static_cast<std::size_t>(size));
    }
    return {.status = std::stoi(received.substr(9, 3)),
        .head = received.substr(0, head_end + 2),
        .body = received.substr(head_end + 4)};
}

HttpReply TlsClient::get(std::string_view target) {
    if (!send(format("GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", target))) return {};
    return read();
}

HttpReply TlsClient::post(
    std::string_view target, std::string_view content_type, std::string_view body) {
    const std::string head = format(
        "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n",
        target, content_type, body.size());
    if (!send(head) || (!body.empty() && !send(body))) return {};
    return read();
}

bool TlsClient::is_closed() {
    std::array<char, 1> byte{};
    return SSL_read(m_handle->tls.get(), byte.data(), 1) <= 0;
}

}  // namespace otk::test
