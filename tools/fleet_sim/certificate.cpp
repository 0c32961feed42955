#include "tools/fleet_sim/certificate.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string_view>

#include "core/base/assert.h"

namespace otk::fleet_sim {
namespace {

constexpr long lifetime_s = 24 * 60 * 60;
constexpr unsigned secret_mode = 0600;

struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
    void operator()(BIO* text) const { BIO_free_all(text); }
};
template <typename Thing>
using Owned = std::unique_ptr<Thing, Free>;

void set_name(X509& certificate, std::string_view common_name) {
    X509_NAME* const name = X509_get_subject_name(&certificate);
    X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8,
        reinterpret_cast<const unsigned char*>(common_name.data()),
        static_cast<int>(common_name.size()), -1, 0);
    X509_set_issuer_name(&certificate, name);
}

void set_address(X509& certificate, const char* address) {
    X509V3_CTX context{};
    X509V3_set_ctx(&context, &certificate, &certificate, nullptr, nullptr, 0);
    const Owned<X509_EXTENSION> extension(
        X509V3_EXT_conf_nid(nullptr, &context, NID_subject_alt_name, address));
    OTK_ASSERT(extension);
    X509_add_ext(&certificate, extension.get(), -1);
}

Owned<X509> make_certificate(EVP_PKEY& key) {
    Owned<X509> certificate(X509_new());
    OTK_ASSERT(certificate);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), lifetime_s);
    X509_set_pubkey(certificate.get(), &key);
    set_name(*certificate, "127.0.0.1");
    set_address(*certificate, "IP:127.0.0.1");
    const int size = X509_sign(certificate.get(), &key, EVP_sha256());
    OTK_ASSERT(size > 0);
    return certificate;
}

ByteView written(BIO& text) {
    char* letters = nullptr;
    const long size = BIO_get_mem_data(&text, &letters);
    return bytes_of({letters, static_cast<std::size_t>(size)});
}

}  // namespace

Result<void> write_certificate(const Path& certificate_file, const Path& private_key_file) {
    // Without memory nothing of this fails.
    const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
    OTK_ASSERT(key);
    const Owned<X509> certificate = make_certificate(*key);
    const Owned<BIO> shown(BIO_new(BIO_s_mem()));
    const Owned<BIO> secret(BIO_new(BIO_s_mem()));
    const bool encoded = PEM_write_bio_X509(shown.get(), certificate.get()) == 1 &&
                         PEM_write_bio_PrivateKey(
                             secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1;
    OTK_ASSERT(encoded);
    OTK_TRY(write_atomically(certificate_file, written(*shown)));
    return write_atomically(private_key_file, written(*secret), secret_mode);
}

}  // namespace otk::fleet_sim
