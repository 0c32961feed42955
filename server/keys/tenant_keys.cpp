#include "server/keys/tenant_keys.h"

#include <algorithm>

#include "core/wire/limits.h"

namespace otk::keys {
namespace {

constexpr unsigned public_mode = 0640;
constexpr std::size_t root_file_bytes_max = 256;

Path root_file(const Path& state_folder) {
    return state_folder / "root.pub";
}

Path list_file(const Path& state_folder) {
    return state_folder / "keys.json";
}

/// Nothing if the file is not there.
Result<std::optional<std::string>> read_text(const Path& file, std::size_t bytes_max) {
    const auto bytes = read_file(file, bytes_max);
    if (!bytes && bytes.error().kind == ErrorKind::NotFound) return std::optional<std::string>();
    if (!bytes) return tl::make_unexpected(bytes.error());
    return std::optional<std::string>(text_of(*bytes));
}

Result<std::optional<crypto::PublicKey>> read_root(const Path& state_folder) {
    auto text = OTK_TRY(read_text(root_file(state_folder), root_file_bytes_max));
    if (!text) return std::optional<crypto::PublicKey>();
    if (text->ends_with('\n')) text->pop_back();
    auto root = in("root.pub", crypto::PublicKey::from_text(*text));
    if (!root) return fail(ErrorKind::Corrupt, root.error().context);
    return std::optional<crypto::PublicKey>(*root);
}

template <typename Key>
bool has(const std::vector<Key>& keys, const Key& key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// The key at the front, once.
template <typename Key>
void put_first(std::vector<Key>& keys, const Key& key) {
    std::erase(keys, key);
    keys.insert(keys.begin(), key);
}

Result<void> check_own(const wire::KeyList& list, const OwnKeys& own) {
    if (!has(list.receipt_keys, own.ring->receipt_key().public_key()))
        return fail(ErrorKind::InvalidInput, "this server's receipt key is not in the list");
    if (!has(list.tls_pins, own.tls_pin))
        return fail(
            ErrorKind::InvalidInput, "the pin of this server's certificate is not in the list");
    for (const crypto::BoxPublicKey& key : list.box_keys) {
        if (own.ring->find(wire::server_key_id(key)) == nullptr) {
            return fail(ErrorKind::InvalidInput,
                "a box key of the list is not here: what is sealed to it could not be opened");
        }
    }
    return {};
}

Result<TenantKeys> open_installed(const crypto::PublicKey& root, std::string document) {
    auto list = wire::open_key_list(document, root, 1);
    if (!list) return fail(ErrorKind::Corrupt, list.error().context);
    return TenantKeys{.root = root, .list = std::move(*list), .document = std::move(document)};
}

}  // namespace

Result<std::optional<TenantKeys>> read_tenant_keys(const Path& state_folder) {
    const auto root = OTK_TRY(read_root(state_folder));
    auto document = OTK_TRY(read_text(list_file(state_folder), wire::key_list_bytes_max));
    // The root is written first: alone it is an installation that a power cut ended.
    if (!root || !document) return std::optional<TenantKeys>();
    TenantKeys keys = OTK_TRY(in("state folder", open_installed(*root, std::move(*document))));
    return std::optional<TenantKeys>(std::move(keys));
}

wire::KeyList next_list(const std::optional<TenantKeys>& installed, const OwnKeys& own) {
    wire::KeyList list;
    if (installed) list = installed->list;
    ++list.sequence;
    const auto box_keys = own.ring->box_public_keys();
    for (auto key = box_keys.rbegin(); key != box_keys.rend(); ++key)
        put_first(list.box_keys, *key);
    put_first(list.receipt_keys, own.ring->receipt_key().public_key());
    put_first(list.tls_pins, own.tls_pin);
    return list;
}

Result<TenantKeys> install_tenant_keys(const Path& state_folder, std::string_view document,
    const std::optional<crypto::PublicKey>& root, const OwnKeys& own) {
    const auto installed = OTK_TRY(read_tenant_keys(state_folder));
    if (!installed && !root) {
        return fail(
            ErrorKind::InvalidInput, "the first keys.json needs --root, the root's public key");
    }
    if (installed && root && installed->root != *root) {
        return fail(ErrorKind::Conflict,
            "another root is installed: kiosks believe that one for as long as they are enrolled");
    }
    const crypto::PublicKey& pinned = installed ? installed->root : *root;
    TenantKeys keys{.root = pinned,
        .list = OTK_TRY(wire::open_key_list(
            document, pinned, installed ? installed->list.sequence : std::int64_t{1})),
        .document = std::string(document)};
    if (installed && installed->list.sequence == keys.list.sequence &&
        installed->document != document) {
        return fail(ErrorKind::Conflict, "another list of the same sequence is installed");
    }
    OTK_TRY(check_own(keys.list, own));
    OTK_TRY(make_folder(state_folder, 0700));
    OTK_TRY(write_durably(root_file(state_folder), bytes_of(pinned.text() + "\n"), public_mode));
    OTK_TRY(write_durably(list_file(state_folder), bytes_of(document), public_mode));
    return keys;
}

}  // namespace otk::keys
