#include "server/http/public_key_info.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace otk::http {
namespace {

struct Freeing {
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};

using Source = std::unique_ptr<BIO, Freeing>;
using Certificate = std::unique_ptr<X509, Freeing>;
using Key = std::unique_ptr<EVP_PKEY, Freeing>;

Source read_from(std::string_view pem) {
    return Source(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

/// A sealed private key asks for no passphrase here: it is simply not read.
int no_passphrase(char*, int, int, void*) {
    return -1;
}

Key key_of(std::string_view pem) {
    const Certificate certificate(
        PEM_read_bio_X509(read_from(pem).get(), nullptr, &no_passphrase, nullptr));
    if (certificate) return Key(X509_get_pubkey(certificate.get()));
    Key key(PEM_read_bio_PUBKEY(read_from(pem).get(), nullptr, &no_passphrase, nullptr));
    if (key) return key;
    return Key(PEM_read_bio_PrivateKey(read_from(pem).get(), nullptr, &no_passphrase, nullptr));
}

}  // namespace

Result<Bytes> public_key_info(std::string_view pem) {
    const Key key = key_of(pem);
    ERR_clear_error();
    if (!key) return fail(ErrorKind::InvalidInput, "no certificate and no key in PEM");
    const int size = i2d_PUBKEY(key.get(), nullptr);
    if (size <= 0) return fail(ErrorKind::InvalidInput, "a key without a public half");
    Bytes info(static_cast<std::size_t>(size));
    unsigned char* end = info.data();
    if (i2d_PUBKEY(key.get(), &end) != size)
        return fail(ErrorKind::InvalidInput, "a key without a public half");
    return info;
}

}  // namespace otk::http
