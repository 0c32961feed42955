#include "server/keys/root_key.h"

#include "core/crypto/passphrase.h"

namespace otk::keys {

Result<std::string> seal_root(
    const crypto::SigningKey& root, std::string_view passphrase, Random& random) {
    return crypto::seal_with_passphrase(root_title, root.seed(), passphrase, random);
}

Result<crypto::SigningKey> open_root(std::string_view sealed, std::string_view passphrase) {
    const crypto::Secret seed =
        OTK_TRY(crypto::open_with_passphrase(root_title, sealed, passphrase));
    return crypto::SigningKey::from_seed(seed.view());
}

}  // namespace otk::keys
