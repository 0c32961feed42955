#include "cli/bundle_keys.h"

#include <system_error>

#include "core/base/format.h"
#include "core/base/secret_line.h"
#include "core/crypto/minisign.h"
#include "core/crypto/passphrase.h"

namespace otk::cli {
namespace {

constexpr std::string_view title = "otklik bundle key 1";

Result<crypto::PublicKey> key_of(const std::string& given) {
    std::error_code failed;
    if (!std::filesystem::exists(given, failed)) return crypto::parse_minisign_key(given);
    const Bytes bytes = OTK_TRY(read_file(given, bundle_key_bytes_max));
    return in(given, crypto::parse_minisign_key(text_of(bytes)));
}

}  // namespace

Option trusted_key_option() {
    return {OptionKind::Values, "--key",
        "Whose signature is believed: a public key or its file; may be repeated", true};
}

Result<std::vector<crypto::PublicKey>> trusted_keys(const Arguments& arguments) {
    std::vector<crypto::PublicKey> keys;
    for (const std::string& given : arguments.rest("--key"))
        keys.push_back(OTK_TRY(in("--key", key_of(given))));
    return keys;
}

Result<std::string> seal_bundle_key(
    const crypto::SigningKey& key, std::string_view passphrase, Random& random) {
    return crypto::seal_with_passphrase(title, key.seed(), passphrase, random);
}

Result<crypto::SigningKey> open_bundle_key(const Path& file, const Console& console) {
    const Bytes sealed = OTK_TRY(read_file(file, bundle_key_bytes_max));
    const std::string passphrase =
        OTK_TRY(read_secret_line(console.in, console.err, {.what = "passphrase", .again = {}}));
    const crypto::Secret seed = OTK_TRY(
        in(file.string(), crypto::open_with_passphrase(title, text_of(sealed), passphrase)));
    return crypto::SigningKey::from_seed(seed.view());
}

}  // namespace otk::cli
