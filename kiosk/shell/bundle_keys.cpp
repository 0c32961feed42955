#include "kiosk/shell/bundle_keys.h"

#include <algorithm>

#include "core/base/format.h"
#include "core/crypto/minisign.h"
#include "core/wire/enrolment.h"
#include "core/wire/limits.h"

namespace otk::kiosk::shell {
namespace {

constexpr std::size_t file_bytes_max = 8192;

bool says_nothing(std::string_view line) {
    return line.empty() || line.starts_with('#') || line.starts_with("untrusted comment:");
}

}  // namespace

Result<std::vector<crypto::PublicKey>> read_bundle_keys(const Path& file) {
    const Result<Bytes> bytes = read_file(file, file_bytes_max);
    if (!bytes && bytes.error().kind == ErrorKind::NotFound) {
        return std::vector<crypto::PublicKey>();
    }
    if (!bytes) return tl::make_unexpected(bytes.error());
    std::vector<crypto::PublicKey> keys;
    std::string_view rest = text_of(*bytes);
    for (std::size_t number = 1; !rest.empty(); ++number) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (says_nothing(line)) continue;
        keys.push_back(
            OTK_TRY(in(format("{}:{}", file.string(), number), crypto::parse_minisign_key(line))));
    }
    return keys;
}

Result<std::vector<crypto::PublicKey>> trusted_bundle_keys(
    const Path& file, const Path& state_folder) {
    std::vector<crypto::PublicKey> keys = OTK_TRY(read_bundle_keys(file));
    const Result<Bytes> kept =
        read_file(state_folder / "enrolment.json", wire::enrolment_bytes_max);
    if (!kept && kept.error().kind == ErrorKind::NotFound) return keys;
    if (!kept) return tl::make_unexpected(kept.error());
    const wire::Enrolment enrolment = OTK_TRY(wire::decode_enrolment(text_of(*kept)));
    if (!enrolment.trust) return keys;
    const std::vector<crypto::PublicKey>& listed = enrolment.trust->list.bundle_keys;
    keys.insert(keys.end(), listed.begin(), listed.end());
    return keys;
}

}  // namespace otk::kiosk::shell
