#include "core/wire/enrolment.h"

#include <algorithm>

#include "core/base/format.h"
#include "core/base/json.h"
#include "core/wire/limits.h"

namespace otk::wire {
namespace {

constexpr std::int64_t enrolment_version = 1;
constexpr std::size_t url_letters_max = 2048;

Result<void> only_members(const Json& json, std::initializer_list<std::string_view> known) {
    const Json::Object* members = json.if_object();
    if (members == nullptr) return fail(ErrorKind::InvalidInput, "not an object");
    for (const Json::Member& member : *members) {
        if (std::find(known.begin(), known.end(), member.first) == known.end()) {
            return fail(ErrorKind::InvalidInput, "a member that is not known");
        }
    }
    return {};
}

/// Scheme and shape; the host itself is judged by TLS.
Result<std::string> read_url(const Json& json) {
    std::string url = OTK_TRY(json.string_at("url"));
    constexpr std::string_view scheme = "https://";
    const bool plain = std::all_of(url.begin(), url.end(),
        [](char letter) { return letter > ' ' && letter < '\x7f' && letter != '@'; });
    if (!url.starts_with(scheme) || url.size() <= scheme.size() || url.ends_with('/') || !plain ||
        url.size() > url_letters_max) {
        return fail(ErrorKind::InvalidInput, "member \"url\": https://host[:port] expected");
    }
    return url;
}

Result<std::vector<crypto::PublicKey>> read_receipt_keys(const Json& json) {
    const Json::Array* texts = OTK_TRY(json.array_at("receipt_keys"));
    if (texts->empty() || texts->size() > receipt_keys_max) {
        return fail(ErrorKind::InvalidInput, "member \"receipt_keys\": one to 64 keys expected");
    }
    std::vector<crypto::PublicKey> keys;
    for (const Json& text : *texts) {
        if (text.if_string() == nullptr) {
            return fail(ErrorKind::InvalidInput, "member \"receipt_keys\": a text expected");
        }
        keys.push_back(
            OTK_TRY(in("member \"receipt_keys\"", crypto::PublicKey::from_text(*text.if_string()))));
    }
    return keys;
}

Result<Enrolment> read_enrolment(std::string_view text) {
    const Json json = OTK_TRY(Json::parse(text, {.size_bytes_max = enrolment_bytes_max}));
    const std::int64_t version = OTK_TRY(json.integer_at("version"));
    if (version != enrolment_version) {
        return fail(ErrorKind::Unsupported, format("version {}", version));
    }
    OTK_TRY(only_members(json, {"version", "url", "kiosk", "place", "server_box_key",
                                   "receipt_keys", "tls_authority"}));
    Enrolment enrolment;
    enrolment.url = OTK_TRY(read_url(json));
    const std::string kiosk = OTK_TRY(json.string_at("kiosk"));
    enrolment.kiosk = OTK_TRY(in("member \"kiosk\"", KioskId::from_text(kiosk)));
    enrolment.place = OTK_TRY(json.string_at("place"));
    const Json* box_key = OTK_TRY(json.object_at("server_box_key"));
    OTK_TRY(in("member \"server_box_key\"", only_members(*box_key, {"id", "key"})));
    const std::string id = OTK_TRY(in("member \"server_box_key\"", box_key->string_at("id")));
    enrolment.server_key_id =
        OTK_TRY(in("member \"server_box_key\"", ServerKeyId::from_text(id)));
    const std::string key = OTK_TRY(in("member \"server_box_key\"", box_key->string_at("key")));
    enrolment.server_key =
        OTK_TRY(in("member \"server_box_key\"", crypto::BoxPublicKey::from_text(key)));
    enrolment.receipt_keys = OTK_TRY(read_receipt_keys(json));
    enrolment.tls_authority = OTK_TRY(json.string_at("tls_authority"));
    return enrolment;
}

}  // namespace

std::string encode_enrolment(const Enrolment& enrolment) {
    Json box_key;
    box_key.set("id", enrolment.server_key_id.text()).set("key", enrolment.server_key.text());
    Json receipt_keys = Json::array();
    for (const crypto::PublicKey& key : enrolment.receipt_keys) {
        receipt_keys.push_back(key.text());
    }
    Json json;
    json.set("version", enrolment_version)
        .set("url", enrolment.url)
        .set("kiosk", enrolment.kiosk.text())
        .set("place", enrolment.place)
        .set("server_box_key", std::move(box_key))
        .set("receipt_keys", std::move(receipt_keys))
        .set("tls_authority", enrolment.tls_authority);
    return json.dump_pretty();
}

Result<Enrolment> decode_enrolment(std::string_view json) {
    return in("enrolment", read_enrolment(json));
}

}  // namespace otk::wire
