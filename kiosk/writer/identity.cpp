#include "kiosk/writer/identity.h"

namespace otk::kiosk::writer {
namespace {

constexpr std::size_t key_file_bytes_max = 256;

std::string_view without_newline(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    return text;
}

Result<crypto::SigningKey> read_identity(const Path& path) {
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

}  // namespace

Result<crypto::SigningKey> open_identity(const Path& state_folder, Random& random) {
    const Path path = state_folder / "identity.key";
    Result<crypto::SigningKey> found = read_identity(path);
    if (found || found.error().kind != ErrorKind::NotFound) return found;
    crypto::SigningKey key = crypto::SigningKey::generate(random);
    std::string text = to_hex(key.seed());
    text.push_back('\n');
    const Result<void> written = write_durably(path, bytes_of(text), 0600);
    crypto::wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    if (!written) return tl::make_unexpected(written.error());
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
