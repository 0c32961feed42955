#include "server/ingest/key_ring.h"

#include "core/base/format.h"
#include "core/base/json.h"
#include "core/base/log.h"
#include "core/wire/key_list.h"

namespace otk::ingest {
namespace {

constexpr unsigned secret_mode = 0600;
constexpr std::size_t key_file_bytes_max = 256;
constexpr std::size_t incarnation_file_bytes_max = 4096;

Result<bool> is_there(const Path& file) {
    std::error_code error;
    const bool there = std::filesystem::exists(file, error);
    if (error) return fail(ErrorKind::Io, format("{}: {}", file.string(), error.message()));
    return there;
}

/// 64 hexadecimal digits and a newline.
Result<crypto::Secret> read_secret(const Path& file) {
    Bytes text = OTK_TRY(read_file(file, key_file_bytes_max));
    std::string_view line = text_of(text);
    while (!line.empty() && line.back() == '\n')
        line.remove_suffix(1);
    auto key = array_from_hex<crypto::BoxKey::secret_bytes>(line);
    crypto::wipe(text);
    if (!key) return fail(ErrorKind::Corrupt, format("{}: not a key file", file.string()));
    crypto::Secret secret = crypto::Secret::copy_of(*key);
    crypto::wipe(*key);
    return secret;
}

/// Kind and bytes of one key in KeyRing::secrets().
enum class KeyKind : std::uint8_t { Box = 1, OlderBox = 2, Receipt = 3 };
constexpr std::size_t secret_record_bytes = 1 + crypto::BoxKey::secret_bytes;
static_assert(crypto::BoxKey::secret_bytes == crypto::SigningKey::seed_bytes);

Result<void> write_secret(const Path& file, ByteView secret) {
    std::string text = to_hex(secret) + "\n";
    auto written = write_durably(file, bytes_of(text), secret_mode);
    crypto::wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    return written;
}

Result<crypto::BoxKey> open_box_key(const Path& file, Random& random) {
    const bool there = OTK_TRY(is_there(file));
    if (there) {
        const crypto::Secret secret = OTK_TRY(read_secret(file));
        return crypto::BoxKey::from_secret(secret.view());
    }
    crypto::BoxKey key = crypto::BoxKey::generate(random);
    OTK_TRY(write_secret(file, key.secret()));
    log::info(
        "made a new box key", {{"id", log::Shown{wire::server_key_id(key.public_key()).text()}}});
    return key;
}

Result<crypto::SigningKey> open_receipt_key(const Path& file, Random& random) {
    const bool there = OTK_TRY(is_there(file));
    if (there) {
        const crypto::Secret seed = OTK_TRY(read_secret(file));
        return crypto::SigningKey::from_seed(seed.view());
    }
    crypto::SigningKey key = crypto::SigningKey::generate(random);
    OTK_TRY(write_secret(file, key.seed()));
    log::info("made a new receipt key", {{"public_key", log::Shown{key.public_key().text()}}});
    return key;
}

/// A key file of its own, or the very same key that lies there.
Result<void> put_secret(const Path& file, ByteView secret) {
    const bool there = OTK_TRY(is_there(file));
    if (!there) return write_secret(file, secret);
    const crypto::Secret lying = OTK_TRY(read_secret(file));
    if (lying == crypto::Secret::copy_of(secret)) return {};
    return fail(ErrorKind::Conflict, format("{}: another key lies there", file.string()));
}

Result<Path> key_file(KeyKind kind, ByteView secret) {
    switch (kind) {
        case KeyKind::Box:
            return Path("box.key");
        case KeyKind::OlderBox: {
            const auto key = OTK_TRY(crypto::BoxKey::from_secret(secret));
            return Path(format("box-{}.key", wire::server_key_id(key.public_key()).text()));
        }
        case KeyKind::Receipt:
            return Path("receipt.key");
    }
    return fail(ErrorKind::InvalidInput, "a kind of key that is not known");
}

Path incarnation_file(const Path& state_folder) {
    return state_folder / "incarnation.json";
}

}  // namespace

Result<KeyRing> KeyRing::open(const Path& state_folder, Random& random) {
    OTK_TRY(make_folder(state_folder, 0700));
    crypto::BoxKey box_key = OTK_TRY(in("box key", open_box_key(state_folder / "box.key", random)));
    crypto::SigningKey receipt_key =
        OTK_TRY(in("receipt key", open_receipt_key(state_folder / "receipt.key", random)));
    const wire::ServerKeyId id = wire::server_key_id(box_key.public_key());
    KeyRing ring(std::move(receipt_key), id);
    ring.m_box_keys.emplace(id, std::move(box_key));
    const auto names = OTK_TRY(list_files(state_folder, ".key"));
    for (const std::string& name : names) {
        if (!name.starts_with("box-")) continue;
        crypto::BoxKey older = OTK_TRY(in("box key", open_box_key(state_folder / name, random)));
        const wire::ServerKeyId older_id = wire::server_key_id(older.public_key());
        ring.m_box_keys.emplace(older_id, std::move(older));
    }
    return ring;
}

const crypto::BoxKey* KeyRing::find(const wire::ServerKeyId& id) const {
    const auto found = m_box_keys.find(id);
    return found == m_box_keys.end() ? nullptr : &found->second;
}

std::vector<crypto::BoxPublicKey> KeyRing::box_public_keys() const {
    std::vector<crypto::BoxPublicKey> keys{box_public_key()};
    for (const auto& [id, key] : m_box_keys) {
        if (id != m_box_key_id) keys.push_back(key.public_key());
    }
    return keys;
}

crypto::Hash256 KeyRing::fingerprint() const {
    Bytes all;
    const auto add = [&all](ByteView key) { all.insert(all.end(), key.begin(), key.end()); };
    for (const crypto::BoxPublicKey& key : box_public_keys())
        add(key.bytes);
    add(m_receipt_key.public_key().bytes);
    return crypto::blake2b_256(all);
}

crypto::Secret KeyRing::secrets() const {
    Bytes all;
    const auto add = [&all](KeyKind kind, ByteView secret) {
        all.push_back(static_cast<std::uint8_t>(kind));
        all.insert(all.end(), secret.begin(), secret.end());
    };
    all.reserve((m_box_keys.size() + 1) * secret_record_bytes);  // so that no copy is left behind
    for (const auto& [id, key] : m_box_keys)
        add(id == m_box_key_id ? KeyKind::Box : KeyKind::OlderBox, key.secret());
    add(KeyKind::Receipt, m_receipt_key.seed());
    crypto::Secret secret = crypto::Secret::copy_of(all);
    crypto::wipe(all);
    return secret;
}

Result<void> KeyRing::write(const Path& state_folder, ByteView secrets) {
    if (secrets.empty() || secrets.size() % secret_record_bytes != 0)
        return fail(ErrorKind::InvalidInput, "no keys of a server");
    OTK_TRY(make_folder(state_folder, 0700));
    for (ByteView left = secrets; !left.empty(); left = left.subspan(secret_record_bytes)) {
        const ByteView secret = left.subspan(1, crypto::BoxKey::secret_bytes);
        const Path file = OTK_TRY(key_file(static_cast<KeyKind>(left[0]), secret));
        OTK_TRY(put_secret(state_folder / file, secret));
    }
    return {};
}

Result<void> KeyRing::destroy(const Path& state_folder, const crypto::BoxPublicKey& key) {
    const auto holds_it = [&key](const Path& file) -> Result<bool> {
        const crypto::Secret secret = OTK_TRY(in("box key", read_secret(file)));
        const auto held = OTK_TRY(crypto::BoxKey::from_secret(secret.view()));
        return held.public_key() == key;
    };
    const bool is_current = OTK_TRY(holds_it(state_folder / "box.key"));
    if (is_current) return fail(ErrorKind::Conflict, "the box key in use");
    std::vector<Path> files;
    const auto names = OTK_TRY(list_files(state_folder, ".key"));
    for (const std::string& name : names) {
        if (!name.starts_with("box-")) continue;
        const bool is_it = OTK_TRY(holds_it(state_folder / name));
        if (is_it) files.push_back(state_folder / name);
    }
    if (files.empty()) return fail(ErrorKind::NotFound, "no older box key of that public half");
    for (const Path& file : files)
        OTK_TRY(remove_durably(file));
    return {};
}

Result<wire::Incarnation> open_incarnation(
    const Path& state_folder, std::int64_t newest_batch, Random& random) {
    const Path file = incarnation_file(state_folder);
    const bool there = OTK_TRY(is_there(file));
    if (there) {
        const Bytes text = OTK_TRY(read_file(file, incarnation_file_bytes_max));
        const Json json = OTK_TRY(in("incarnation", Json::parse(text_of(text))));
        const std::string id = OTK_TRY(json.string_at("incarnation"));
        const std::int64_t seen = OTK_TRY(json.integer_at("newest_batch"));
        const wire::Incarnation incarnation = OTK_TRY(wire::Incarnation::from_text(id));
        if (newest_batch >= seen) return incarnation;
        log::warning(
            "the database is older than the state folder: a restore, so a new incarnation");
    }
    const auto incarnation = wire::Incarnation::random(random);
    OTK_TRY(save_incarnation(state_folder, incarnation, newest_batch));
    return incarnation;
}

Result<void> begin_incarnation(
    const Path& state_folder, std::int64_t newest_batch, Random& random) {
    return save_incarnation(state_folder, wire::Incarnation::random(random), newest_batch);
}

Result<void> save_incarnation(
    const Path& state_folder, const wire::Incarnation& incarnation, std::int64_t newest_batch) {
    Json json = Json::object();
    json.set("incarnation", incarnation.text());
    json.set("newest_batch", newest_batch);
    return write_durably(incarnation_file(state_folder), bytes_of(json.dump() + "\n"), secret_mode);
}

}  // namespace otk::ingest
