#include "server/program/keys.h"

#include <algorithm>
#include <iostream>

#include "core/base/clock.h"
#include "core/base/format.h"
#include "core/base/secret_line.h"
#include "core/crypto/passphrase.h"
#include "core/wire/limits.h"
#include "server/http/public_key_info.h"
#include "server/keys/administrator_log.h"
#include "server/keys/key_backup.h"
#include "server/keys/root_key.h"
#include "server/program/last_word.h"

namespace otk::program {
namespace {

constexpr unsigned secret_mode = 0600;
constexpr unsigned public_mode = 0644;
constexpr std::size_t key_text_bytes_max = 256;
constexpr std::size_t pem_bytes_max = std::size_t{64} * 1024;

Result<std::string> new_passphrase() {
    return read_secret_line(std::cin, std::cerr, {.what = "passphrase", .again = " (once more)"});
}

Result<std::string> known_passphrase() {
    return read_secret_line(std::cin, std::cerr, {.what = "passphrase", .again = ""});
}

Result<std::string> read_text(const std::string& file, std::size_t bytes_max) {
    const Bytes bytes = OTK_TRY(read_file(file, bytes_max));
    return std::string(text_of(bytes));
}

/// A secret that is written once: whoever names the same file twice must not lose the first.
Result<void> write_new(const std::string& text, const std::string& file) {
    std::error_code error;
    if (std::filesystem::exists(file, error) || error)
        return fail(ErrorKind::Conflict, format("{}: is there already", file));
    return write_durably(file, bytes_of(text), secret_mode);
}

Result<void> note(const config::Config& config, std::string_view deed) {
    const SystemClock clock;
    return keys::note(config.path("server.state_folder"), clock, deed);
}

Result<ingest::KeyRing> open_ring(const config::Config& config) {
    SystemRandom random;
    return ingest::KeyRing::open(config.path("server.state_folder"), random);
}

/// 64 hexadecimal digits, or a file of them.
Result<crypto::PublicKey> read_public_key(const std::string& key) {
    auto typed = crypto::PublicKey::from_text(key);
    if (typed) return typed;
    std::string text = OTK_TRY(read_text(key, key_text_bytes_max));
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.pop_back();
    return in(key, crypto::PublicKey::from_text(text));
}

Result<crypto::Hash256> pin_of_file(const std::string& file) {
    const std::string pem = OTK_TRY(read_text(file, pem_bytes_max));
    const Bytes info = OTK_TRY(in(file, http::public_key_info(pem)));
    return crypto::sha256(info);
}

Result<crypto::Hash256> read_pin(const std::string& pin) {
    auto typed = array_from_hex<sizeof(crypto::Hash256)>(pin);
    if (typed) return typed;
    return pin_of_file(pin);
}

template <typename Key>
void add_once(std::vector<Key>& keys, const Key& key) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
}

void leave_out(wire::KeyList& list, const std::string& hex) {
    std::erase_if(list.box_keys, [&](const auto& key) { return key.text() == hex; });
    std::erase_if(list.receipt_keys, [&](const auto& key) { return key.text() == hex; });
    std::erase_if(list.bundle_keys, [&](const auto& key) { return key.text() == hex; });
    std::erase_if(list.tls_pins, [&](const auto& pin) { return to_hex(pin) == hex; });
    std::erase_if(list.revoked_pins, [&](const auto& pin) { return to_hex(pin) == hex; });
}

Result<std::string> draft(const config::Config& config, const KeyDraft& wish) {
    const ingest::KeyRing ring = OTK_TRY(open_ring(config));
    const keys::OwnKeys own = OTK_TRY(own_keys(config, ring));
    const auto installed = OTK_TRY(keys::read_tenant_keys(config.path("server.state_folder")));
    wire::KeyList list = keys::next_list(installed, own);
    for (const std::string& text : wish.bundle_keys) {
        const auto key = OTK_TRY(in("--bundle-key", read_public_key(text)));
        add_once(list.bundle_keys, key);
    }
    for (const std::string& text : wish.tls_pins) {
        const auto pin = OTK_TRY(in("--tls-pin", read_pin(text)));
        add_once(list.tls_pins, pin);
    }
    for (const std::string& hex : wish.revoked_pins) {
        const auto pin = OTK_TRY(in("--revoke-pin", array_from_hex<sizeof(wire::PinId)>(hex)));
        add_once(list.revoked_pins, pin);
    }
    for (const std::string& hex : wish.without)
        leave_out(list, hex);
    const std::string text = wire::encode_key_list(list);
    const auto whole = wire::decode_key_list(text);
    if (!whole && list.tls_pins.size() < wire::tls_pins_min) {
        return fail(ErrorKind::InvalidInput,
            "one TLS pin more is needed: --tls-pin with the PEM of a spare key that is kept "
            "elsewhere");
    }
    OTK_TRY(Result<wire::KeyList>(whole));
    OTK_TRY(write_out(text, wish.out, public_mode));
    return std::string();
}

std::string words_of(const wire::KeyList& list) {
    std::string words = format("sequence {}\n", list.sequence);
    for (const auto& key : list.box_keys)
        words += format("box key      {}\n", key.text());
    for (const auto& key : list.receipt_keys)
        words += format("receipt key  {}\n", key.text());
    for (const auto& key : list.bundle_keys)
        words += format("bundle key   {}\n", key.text());
    for (const auto& pin : list.tls_pins)
        words += format("TLS pin      {}\n", to_hex(pin));
    for (const auto& pin : list.revoked_pins)
        words += format("revoked PIN  {}\n", to_hex(pin));
    return words;
}

Result<std::string> make_and_seal_root(const std::string& file) {
    SystemRandom random;
    const auto root = crypto::SigningKey::generate(random);
    const std::string passphrase = OTK_TRY(new_passphrase());
    const std::string sealed = OTK_TRY(keys::seal_root(root, passphrase, random));
    OTK_TRY(write_new(sealed, file));
    return format("{}\n", root.public_key().text());
}

Result<std::string> sign(const KeySigning& signing) {
    const std::string text = OTK_TRY(read_text(signing.draft, wire::key_list_bytes_max));
    const wire::KeyList list = OTK_TRY(wire::decode_key_list(text));
    const std::string sealed = OTK_TRY(read_text(signing.root, crypto::sealed_text_bytes_max));
    const std::string passphrase = OTK_TRY(known_passphrase());
    const auto root = OTK_TRY(in("root", keys::open_root(sealed, passphrase)));
    OTK_TRY(write_out(wire::sign_key_list(list, root), signing.out, public_mode));
    return format("signed with the root {}\n{}", root.public_key().text(), words_of(list));
}

Result<std::string> install(const config::Config& config, const KeyInstallation& wish) {
    const ingest::KeyRing ring = OTK_TRY(open_ring(config));
    const keys::OwnKeys own = OTK_TRY(own_keys(config, ring));
    const std::string document = OTK_TRY(read_text(wish.document, wire::key_list_bytes_max));
    std::optional<crypto::PublicKey> root;
    if (!wish.root.empty()) root = OTK_TRY(in("--root", read_public_key(wish.root)));
    const keys::TenantKeys installed =
        OTK_TRY(keys::install_tenant_keys(config.path("server.state_folder"), document, root, own));
    OTK_TRY(note(config, format("keys install sequence={}", installed.list.sequence)));
    return format("kiosks get them from now on:\n{}", words_of(installed.list));
}

Result<std::string> show(const config::Config& config, const std::string& file) {
    if (!file.empty()) {
        const std::string text = OTK_TRY(read_text(file, wire::key_list_bytes_max));
        const wire::KeyList list = OTK_TRY(wire::decode_key_list(text));
        return words_of(list);
    }
    const auto installed = OTK_TRY(keys::read_tenant_keys(config.path("server.state_folder")));
    if (!installed) {
        return fail(ErrorKind::NotFound,
            "no keys.json is installed yet; its way: otklik-server keys draft, sign, install");
    }
    return format("root         {}\n{}", installed->root.text(), words_of(installed->list));
}

Result<std::string> back_up(const config::Config& config, const KeyBackup& wish) {
    const ingest::KeyRing ring = OTK_TRY(open_ring(config));
    const std::string passphrase = OTK_TRY(new_passphrase());
    SystemRandom random;
    const std::string sealed = OTK_TRY(keys::seal_keys(ring, passphrase, random));
    if (!wish.paper.empty()) {
        const std::string paper = OTK_TRY(keys::paper_of(sealed));
        OTK_TRY(write_new(paper, wish.paper));
    }
    OTK_TRY(write_new(sealed, wish.file));
    OTK_TRY(keys::take_as_backed_up(config.path("server.state_folder"), ring));
    const std::string fingerprint = to_hex(ring.fingerprint());
    OTK_TRY(note(config, format("keys backup fingerprint={}", fingerprint)));
    return format(
        "{}: the keys with the fingerprint {}, opened again; keep it, and its passphrase, "
        "away from this machine\n",
        wish.file, fingerprint);
}

Result<std::string> restore(const config::Config& config, const std::string& file) {
    const std::string sealed = OTK_TRY(read_text(file, crypto::sealed_text_bytes_max));
    const std::string passphrase = OTK_TRY(known_passphrase());
    const Path& state_folder = config.path("server.state_folder");
    OTK_TRY(in(file, keys::restore_keys(state_folder, sealed, passphrase)));
    const ingest::KeyRing ring = OTK_TRY(open_ring(config));
    OTK_TRY(keys::take_as_backed_up(state_folder, ring));
    const std::string fingerprint = to_hex(ring.fingerprint());
    OTK_TRY(note(config, format("keys restore fingerprint={}", fingerprint)));
    return format("restored the keys with the fingerprint {}\n", fingerprint);
}

}  // namespace

Result<keys::OwnKeys> own_keys(const config::Config& config, const ingest::KeyRing& ring) {
    const std::string file = config.path("server.certificate_file").string();
    return keys::OwnKeys{.ring = &ring, .tls_pin = OTK_TRY(in("certificate", pin_of_file(file)))};
}

ExitCode make_root(const std::string& file) {
    return last_word(make_and_seal_root(file));
}

ExitCode draft_keys(const config::Config& config, const KeyDraft& wish) {
    return last_word(draft(config, wish));
}

ExitCode sign_keys(const KeySigning& signing) {
    return last_word(sign(signing));
}

ExitCode install_keys(const config::Config& config, const KeyInstallation& installation) {
    return last_word(install(config, installation));
}

ExitCode show_keys(const config::Config& config, const std::string& file) {
    return last_word(show(config, file));
}

ExitCode back_up_keys(const config::Config& config, const KeyBackup& backup) {
    return last_word(back_up(config, backup));
}

ExitCode restore_keys(const config::Config& config, const std::string& file) {
    return last_word(restore(config, file));
}

}  // namespace otk::program
