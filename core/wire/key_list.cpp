#include "core/wire/key_list.h"

#include <algorithm>
#include <array>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/json.h"
#include "core/wire/limits.h"

namespace otk::wire {
namespace {

constexpr std::int64_t key_list_version = 1;

/// The document around the signed bytes. Fixed, so that these are found without a parser.
constexpr std::string_view before_signature = R"({"signature":")";
constexpr std::size_t signature_letters = 2 * signature_bytes;
constexpr std::string_view before_signed = R"(","signed":)";
constexpr std::string_view after_signed = "}\n";
constexpr std::size_t frame_letters =
    before_signature.size() + signature_letters + before_signed.size() + after_signed.size();

/// What the root signs: nothing else that it ever signs begins so.
std::string message(std::string_view list) {
    return std::string("otklik keys\n").append(list);
}

template <typename Key>
std::string text_of_key(const Key& key) {
    return key.text();
}

std::string text_of_key(const crypto::Hash256& pin) {
    return to_hex(pin);
}

std::string text_of_key(const PinId& pin) {
    return to_hex(pin);
}

template <typename Key>
Json to_json(const std::vector<Key>& keys) {
    Json texts = Json::array();
    for (const Key& key : keys)
        texts.push_back(text_of_key(key));
    return texts;
}

Json to_json(const KeyList& list) {
    Json json = Json::object();
    json.set("version", key_list_version)
        .set("sequence", list.sequence)
        .set("box_keys", to_json(list.box_keys))
        .set("receipt_keys", to_json(list.receipt_keys))
        .set("bundle_keys", to_json(list.bundle_keys))
        .set("tls_pins", to_json(list.tls_pins));
    // Left out if empty: the list is then one that every version takes.
    if (!list.revoked_pins.empty()) json.set("revoked_pins", to_json(list.revoked_pins));
    return json;
}

Result<void> only_known_members(const Json& json) {
    constexpr std::array<std::string_view, 7> known{"version", "sequence", "box_keys",
        "receipt_keys", "bundle_keys", "tls_pins", "revoked_pins"};
    for (const Json::Member& member : *json.if_object()) {
        if (std::find(known.begin(), known.end(), member.first) == known.end())
            return fail(ErrorKind::InvalidInput, "a member that is not known");
    }
    return {};
}

/// How many keys of one kind a list has.
struct Bounds {
    std::size_t min = 0;
    std::size_t max = 0;
};

template <typename Key, typename Parse>
Result<std::vector<Key>> read_keys(
    const Json& json, std::string_view member, const Bounds& bounds, Parse parse) {
    const Json::Array* texts = OTK_TRY(json.array_at(member));
    if (texts->size() < bounds.min || texts->size() > bounds.max) {
        return fail(ErrorKind::InvalidInput,
            format("member \"{}\": {} to {} keys expected", member, bounds.min, bounds.max));
    }
    std::vector<Key> keys;
    for (const Json& text : *texts) {
        if (text.if_string() == nullptr)
            return fail(ErrorKind::InvalidInput, format("member \"{}\": a text expected", member));
        Key key = OTK_TRY(in(format("member \"{}\"", member), parse(*text.if_string())));
        if (std::find(keys.begin(), keys.end(), key) != keys.end())
            return fail(ErrorKind::InvalidInput, format("member \"{}\": a key twice", member));
        keys.push_back(std::move(key));
    }
    return keys;
}

Result<KeyList> read_key_list(std::string_view text) {
    const Json json = OTK_TRY(Json::parse(
        text, {.size_bytes_max = key_list_bytes_max, .depth_max = 2, .members_max = 16}));
    const std::int64_t version = OTK_TRY(json.integer_at("version"));
    if (version != key_list_version)
        return fail(ErrorKind::Unsupported, format("version {}", version));
    OTK_TRY(only_known_members(json));
    KeyList list;
    list.sequence = OTK_TRY(json.integer_at("sequence"));
    if (list.sequence < 1)
        return fail(ErrorKind::InvalidInput, "member \"sequence\": 1 or more expected");
    list.box_keys = OTK_TRY(read_keys<crypto::BoxPublicKey>(
        json, "box_keys", {1, box_keys_max}, crypto::BoxPublicKey::from_text));
    list.receipt_keys = OTK_TRY(read_keys<crypto::PublicKey>(
        json, "receipt_keys", {1, receipt_keys_max}, crypto::PublicKey::from_text));
    list.bundle_keys = OTK_TRY(read_keys<crypto::PublicKey>(
        json, "bundle_keys", {0, bundle_keys_max}, crypto::PublicKey::from_text));
    list.tls_pins = OTK_TRY(read_keys<crypto::Hash256>(
        json, "tls_pins", {tls_pins_min, tls_pins_max}, array_from_hex<sizeof(crypto::Hash256)>));
    if (json.find("revoked_pins") != nullptr) {
        list.revoked_pins = OTK_TRY(read_keys<PinId>(
            json, "revoked_pins", {1, revoked_pins_max}, array_from_hex<sizeof(PinId)>));
    }
    return list;
}

/// The document taken apart by position; nothing in it is believed yet.
struct Frame {
    crypto::Signature signature{};
    std::string_view list;  ///< the signed bytes
};

Result<Frame> take_apart(std::string_view document) {
    if (document.size() > key_list_bytes_max) return fail(ErrorKind::InvalidInput, "too large");
    if (document.size() < frame_letters || !document.starts_with(before_signature) ||
        document.substr(before_signature.size() + signature_letters, before_signed.size()) !=
            before_signed ||
        !document.ends_with(after_signed)) {
        return fail(ErrorKind::InvalidInput, "not a keys.json");
    }
    Frame frame;
    frame.signature = OTK_TRY(in("signature", array_from_hex<signature_bytes>(document.substr(
                                                  before_signature.size(), signature_letters))));
    frame.list = document.substr(frame_letters - after_signed.size());
    frame.list.remove_suffix(after_signed.size());
    return frame;
}

Result<KeyList> read_document(
    std::string_view document, const crypto::PublicKey& root, std::int64_t sequence_min) {
    const Frame frame = OTK_TRY(take_apart(document));
    if (!crypto::verify(root, bytes_of(message(frame.list)), frame.signature))
        return fail(ErrorKind::Permission, "not signed by the root key");
    KeyList list = OTK_TRY(read_key_list(frame.list));
    if (list.sequence < sequence_min) {
        return fail(ErrorKind::Conflict,
            format("sequence {} is older than {}", list.sequence, sequence_min));
    }
    return list;
}

bool is_within_bounds(const KeyList& list) {
    return decode_key_list(encode_key_list(list)) == list;
}

}  // namespace

ServerKeyId server_key_id(const crypto::BoxPublicKey& key) {
    const crypto::Hash128 hash = crypto::blake2b_128(key.bytes);
    ServerKeyId id;
    std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
    return id;
}

std::string encode_key_list(const KeyList& list) {
    return to_json(list).dump_pretty();
}

Result<KeyList> decode_key_list(std::string_view json) {
    return in("keys", read_key_list(json));
}

std::string sign_key_list(const KeyList& list, const crypto::SigningKey& root) {
    OTK_ASSERT(is_within_bounds(list));
    const std::string signed_text = to_json(list).dump();
    const crypto::Signature signature = root.sign(bytes_of(message(signed_text)));
    std::string document(before_signature);
    document.append(to_hex(signature)).append(before_signed).append(signed_text);
    return document.append(after_signed);
}

Result<KeyList> open_key_list(
    std::string_view document, const crypto::PublicKey& root, std::int64_t sequence_min) {
    return in("keys.json", read_document(document, root, sequence_min));
}

}  // namespace otk::wire
