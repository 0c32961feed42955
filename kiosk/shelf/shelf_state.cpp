#include "kiosk/shelf/shelf_state.h"

#include <algorithm>
#include <array>

#include "core/base/bytes.h"
#include "core/base/format.h"
#include "core/base/json.h"
#include "core/base/local_day.h"

namespace otk::kiosk::shelf {
namespace {

constexpr std::size_t folder_letters_max = 64;
constexpr std::size_t refusal_letters_max = 4096;

Json json_of(const Shelved& shelved) {
    Json json = Json::object();
    json.set("folder", shelved.folder);
    json.set("sequence", shelved.sequence);
    json.set("valid_from", shelved.valid_from);
    return json;
}

/// A name directly on the shelf, and none that could lead away.
bool is_folder_name(std::string_view name) {
    return !name.empty() && name.size() <= folder_letters_max &&
           std::all_of(name.begin(), name.end(),
               [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

Result<void> only_members(const Json& json, std::span<const std::string_view> known) {
    const Json::Object* const members = json.if_object();
    if (members == nullptr) return fail(ErrorKind::InvalidInput, "not an object");
    for (const auto& [name, value] : *members) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            return fail(ErrorKind::InvalidInput, "a member that is not known");
        }
    }
    return {};
}

Result<std::optional<Shelved>> shelved_at(const Json& root, std::string_view name) {
    if (root.find(name) == nullptr) return std::optional<Shelved>();
    static constexpr std::array<std::string_view, 3> members{"folder", "sequence", "valid_from"};
    const Json* const json = OTK_TRY(root.object_at(name));
    OTK_TRY(in(name, only_members(*json, members)));
    Shelved shelved;
    shelved.folder = OTK_TRY(in(name, json->string_at("folder")));
    shelved.sequence = OTK_TRY(in(name, json->integer_at("sequence")));
    shelved.valid_from = OTK_TRY(in(name, json->string_at("valid_from")));
    OTK_TRY(in(name, parse_day(shelved.valid_from)));
    if (!is_folder_name(shelved.folder)) {
        return fail(ErrorKind::InvalidInput, format("{}: no folder's name", name));
    }
    return std::optional(std::move(shelved));
}

Result<std::optional<Refused>> refused_at(const Json& root) {
    if (root.find("refused") == nullptr) return std::optional<Refused>();
    static constexpr std::array<std::string_view, 2> members{"name", "why"};
    const Json* const json = OTK_TRY(root.object_at("refused"));
    OTK_TRY(in("refused", only_members(*json, members)));
    Refused refused;
    refused.name = OTK_TRY(in("refused", json->string_at("name")));
    refused.why = OTK_TRY(in("refused", json->string_at("why")));
    if (refused.name.size() + refused.why.size() > refusal_letters_max) {
        return fail(ErrorKind::InvalidInput, "refused: too long");
    }
    return std::optional(std::move(refused));
}

Result<void> read_highest(const Json& root, ShelfState& state) {
    const Json* const highest = OTK_TRY(root.object_at("highest"));
    for (const auto& [key, value] : *highest->if_object()) {
        const std::int64_t* const sequence = value.if_integer();
        if (sequence == nullptr || !array_from_hex<32>(key)) {
            return fail(ErrorKind::InvalidInput, "highest: a key and its sequence expected");
        }
        state.highest.emplace(key, *sequence);
    }
    return {};
}

}  // namespace

std::string write_shelf_state(const ShelfState& state) {
    Json highest = Json::object();
    for (const auto& [key, sequence] : state.highest)
        highest.set(key, sequence);
    Json json = Json::object();
    json.set("version", 1);
    if (state.previous) json.set("previous", json_of(*state.previous));
    if (state.current) json.set("current", json_of(*state.current));
    if (state.next) json.set("next", json_of(*state.next));
    json.set("highest", std::move(highest));
    if (state.refused) {
        Json refused = Json::object();
        refused.set("name", state.refused->name).set("why", state.refused->why);
        json.set("refused", std::move(refused));
    }
    json.set("unproved_starts", state.unproved_starts);
    return json.dump_pretty() + "\n";
}

Result<ShelfState> parse_shelf_state(std::string_view text) {
    const JsonLimits limits{
        .size_bytes_max = shelf_state_bytes_max, .depth_max = 4, .members_max = shelf_keys_max};
    const Json json = OTK_TRY(Json::parse(text, limits));
    const std::int64_t version = OTK_TRY(json.integer_at("version"));
    if (version != 1) return fail(ErrorKind::Unsupported, format("version {}", version));
    static constexpr std::array<std::string_view, 7> members{
        "version", "previous", "current", "next", "highest", "refused", "unproved_starts"};
    OTK_TRY(only_members(json, members));
    ShelfState state;
    state.previous = OTK_TRY(shelved_at(json, "previous"));
    state.current = OTK_TRY(shelved_at(json, "current"));
    state.next = OTK_TRY(shelved_at(json, "next"));
    OTK_TRY(read_highest(json, state));
    state.refused = OTK_TRY(refused_at(json));
    state.unproved_starts = OTK_TRY(json.integer_at("unproved_starts"));
    return state;
}

}  // namespace otk::kiosk::shelf
