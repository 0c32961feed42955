#include "core/wire/enrolment.h"

#include <algorithm>

#include "core/base/format.h"
#include "core/base/json.h"
#include "core/wire/limits.h"
#include "core/wire/ticket.h"

namespace otk::wire {
namespace {

constexpr std::int64_t version_with_keys = 1;
constexpr std::int64_t version_with_root = 2;

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

Result<std::string> read_url(const Json& json) {
    std::string url = OTK_TRY(json.string_at("url"));
    if (!is_server_url(url))
        return fail(ErrorKind::InvalidInput, "member \"url\": https://host[:port] expected");
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

Result<Registration> read_registration(const Json& json) {
    Registration registration;
    registration.url = OTK_TRY(read_url(json));
    const std::string kiosk = OTK_TRY(json.string_at("kiosk"));
    registration.kiosk = OTK_TRY(in("member \"kiosk\"", KioskId::from_text(kiosk)));
    registration.place = OTK_TRY(json.string_at("place"));
    registration.tls_authority = OTK_TRY(json.string_at("tls_authority"));
    return registration;
}

Result<Enrolment> read_with_keys(const Json& json) {
    OTK_TRY(only_members(json, {"version", "url", "kiosk", "place", "server_box_key",
                                   "receipt_keys", "tls_authority"}));
    Registration registration = OTK_TRY(read_registration(json));
    Enrolment enrolment{.url = std::move(registration.url),
        .kiosk = registration.kiosk,
        .place = std::move(registration.place),
        .server_key_id = {},
        .server_key = {},
        .receipt_keys = {},
        .tls_authority = std::move(registration.tls_authority)};
    const Json* box_key = OTK_TRY(json.object_at("server_box_key"));
    OTK_TRY(in("member \"server_box_key\"", only_members(*box_key, {"id", "key"})));
    const std::string id = OTK_TRY(in("member \"server_box_key\"", box_key->string_at("id")));
    enrolment.server_key_id =
        OTK_TRY(in("member \"server_box_key\"", ServerKeyId::from_text(id)));
    const std::string key = OTK_TRY(in("member \"server_box_key\"", box_key->string_at("key")));
    enrolment.server_key =
        OTK_TRY(in("member \"server_box_key\"", crypto::BoxPublicKey::from_text(key)));
    enrolment.receipt_keys = OTK_TRY(read_receipt_keys(json));
    return enrolment;
}

Result<Enrolment> read_with_root(const Json& json) {
    OTK_TRY(only_members(
        json, {"version", "url", "kiosk", "place", "root", "keys", "tls_authority"}));
    Registration registration = OTK_TRY(read_registration(json));
    Trust trust;
    const std::string root = OTK_TRY(json.string_at("root"));
    trust.root = OTK_TRY(in("member \"root\"", crypto::PublicKey::from_text(root)));
    trust.document = OTK_TRY(json.string_at("keys"));
    trust.list = OTK_TRY(in("member \"keys\"", open_key_list(trust.document, trust.root, 1)));
    return make_enrolment(std::move(registration), std::move(trust));
}

Result<Enrolment> read_enrolment(std::string_view text) {
    const Json json = OTK_TRY(Json::parse(text, {.size_bytes_max = enrolment_bytes_max}));
    const std::int64_t version = OTK_TRY(json.integer_at("version"));
    if (version == version_with_keys) return read_with_keys(json);
    if (version == version_with_root) return read_with_root(json);
    return fail(ErrorKind::Unsupported, format("version {}", version));
}

void set_keys(Json& json, const Enrolment& enrolment) {
    Json box_key;
    box_key.set("id", enrolment.server_key_id.text()).set("key", enrolment.server_key.text());
    Json receipt_keys = Json::array();
    for (const crypto::PublicKey& key : enrolment.receipt_keys)
        receipt_keys.push_back(key.text());
    json.set("server_box_key", std::move(box_key)).set("receipt_keys", std::move(receipt_keys));
}

}  // namespace

Enrolment make_enrolment(Registration registration, Trust trust) {
    const crypto::BoxPublicKey& server_key = trust.list.box_keys.front();
    Enrolment enrolment{.url = std::move(registration.url),
        .kiosk = registration.kiosk,
        .place = std::move(registration.place),
        .server_key_id = server_key_id(server_key),
        .server_key = server_key,
        .receipt_keys = trust.list.receipt_keys,
        .tls_authority = std::move(registration.tls_authority),
        .trust = {}};
    enrolment.trust = std::move(trust);
    return enrolment;
}

std::string encode_enrolment(const Enrolment& enrolment) {
    Json json;
    json.set("version", enrolment.trust ? version_with_root : version_with_keys)
        .set("url", enrolment.url)
        .set("kiosk", enrolment.kiosk.text())
        .set("place", enrolment.place);
    if (enrolment.trust) {
        json.set("root", enrolment.trust->root.text()).set("keys", enrolment.trust->document);
    } else {
        set_keys(json, enrolment);
    }
    json.set("tls_authority", enrolment.tls_authority);
    return json.dump_pretty();
}

Result<Enrolment> decode_enrolment(std::string_view json) {
    return in("enrolment", read_enrolment(json));
}

}  // namespace otk::wire
