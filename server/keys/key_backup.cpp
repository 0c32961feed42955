#include "server/keys/key_backup.h"

#include "core/base/json.h"
#include "core/crypto/passphrase.h"
#include "core/qr/qr_code.h"
#include "core/qr/svg.h"

namespace otk::keys {
namespace {

constexpr unsigned mark_mode = 0600;
constexpr std::size_t mark_bytes_max = 1024;
/// Coarse enough for a phone's camera and an office printer.
constexpr double paper_module_mm = 0.9;

Path mark_file(const Path& state_folder) {
    return state_folder / "keys_backup.json";
}

Result<std::string> backed_up_fingerprint(const Path& state_folder) {
    const auto text = read_file(mark_file(state_folder), mark_bytes_max);
    if (!text && text.error().kind == ErrorKind::NotFound) return std::string();
    if (!text) return tl::make_unexpected(text.error());
    const Json json = OTK_TRY(in("keys_backup.json", Json::parse(text_of(*text))));
    return in("keys_backup.json", json.string_at("fingerprint"));
}

}  // namespace

Result<std::string> seal_keys(
    const ingest::KeyRing& keys, std::string_view passphrase, Random& random) {
    const crypto::Secret secrets = keys.secrets();
    std::string sealed =
        OTK_TRY(crypto::seal_with_passphrase(backup_title, secrets.view(), passphrase, random));
    const crypto::Secret again =
        OTK_TRY(crypto::open_with_passphrase(backup_title, sealed, passphrase));
    if (!(again == secrets)) return fail(ErrorKind::Corrupt, "the backup does not open again");
    return sealed;
}

Result<std::string> paper_of(std::string_view sealed) {
    const qr::QrCode code = OTK_TRY(in("paper", qr::encode(sealed, qr::Level::Medium)));
    return qr::svg_of(code, paper_module_mm);
}

Result<void> restore_keys(
    const Path& state_folder, std::string_view sealed, std::string_view passphrase) {
    const crypto::Secret secrets =
        OTK_TRY(crypto::open_with_passphrase(backup_title, sealed, passphrase));
    return ingest::KeyRing::write(state_folder, secrets.view());
}

Result<void> take_as_backed_up(const Path& state_folder, const ingest::KeyRing& keys) {
    Json json = Json::object();
    json.set("fingerprint", to_hex(keys.fingerprint()));
    return write_durably(mark_file(state_folder), bytes_of(json.dump() + "\n"), mark_mode);
}

Result<void> require_backup(const Path& state_folder, const ingest::KeyRing& keys) {
    const std::string backed_up = OTK_TRY(backed_up_fingerprint(state_folder));
    if (backed_up == to_hex(keys.fingerprint())) return {};
    return fail(ErrorKind::Conflict,
        "the server's keys lie in no backup, and without them no answer can be opened; first: "
        "otklik-server keys backup FILE");
}

}  // namespace otk::keys
