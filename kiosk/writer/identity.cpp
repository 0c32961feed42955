#include "kiosk/writer/identity.h"

namespace otk::kiosk::writer {
namespace {

constexpr std::size_t key_file_bytes_max = 256;

std::string_view without_newline(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    return text;
}

}  // namespace

Path identity_file(const Path& state_folder) {
    return state_folder / "identity.key";
}

Result<crypto::SigningKey> read_key(const Path& path) {
    Bytes file = OTK_TRY(read_file(path, key_file_bytes_max));
    Result<Bytes> seed = from_hex(without_newline(text_of(file)));
    crypto::wipe(file);
    if (!seed || seed->size() != crypto::SigningKey::seed_bytes) {
        return fail(ErrorKind::Corrupt, "the kiosk's key file is damaged");
    }
    Result<crypto::SigningKey> key = crypto::SigningKey::from_seed(*seed);
    crypto::wipe(*seed);
    return key;
}

Result<void> write_key(const Path& file, const crypto::SigningKey& key) {
    std::string text = to_hex(key.seed());
    text.push_back('\n');
    Result<void> written = write_durably(file, bytes_of(text), 0600);
    crypto::wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    return written;
}

Result<crypto::SigningKey> open_identity(const Path& state_folder, Random& random) {
    const Path path = identity_file(state_folder);
    Result<crypto::SigningKey> found = read_key(path);
    if (found || found.error().kind != ErrorKind::NotFound) return found;
    crypto::SigningKey key = crypto::SigningKey::generate(random);
    OTK_TRY(write_key(path, key));
    return key;
}

Result<void> publish_identity(const Path& outbox_folder, const crypto::PublicKey& key) {
    const Path path = outbox_folder / "kiosk.pub";
    const std::string text = key.text() + "\n";
    const Result<Bytes> lying = read_file(path, key_file_bytes_max);
    if (lying && text_of(*lying) == text) return {};
    return write_durably(path, bytes_of(text));
}

}  // namespace otk::kiosk::writer
