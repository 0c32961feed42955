#include "drivers/service/request.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/nearest_word.h"
#include "drivers/printer/slip_pattern.h"
#include "drivers/spool/staff_spool.h"

namespace otk::service {
namespace {

constexpr std::size_t name_bytes_max = 64;
constexpr JsonLimits limits{.size_bytes_max = 64 * 1024, .depth_max = 4, .members_max = 32};

struct OperationRow {
    std::string_view name;
    Operation operation;
    std::string_view members;  ///< beside "op", separated by spaces
};

constexpr std::array<OperationRow, 10> operations{{
    {"status", Operation::Status, ""},
    {"watch", Operation::Watch, ""},
    {"print", Operation::Print, "owner copies slip"},
    {"preview", Operation::Preview, "slip"},
    {"advise", Operation::Advise, "seen"},
    {"job", Operation::Job, "job"},
    {"jobs", Operation::Jobs, ""},
    {"cancel", Operation::Cancel, "job"},
    {"pause", Operation::Pause, "job"},
    {"resume", Operation::Resume, "job"},
}};

Failure unknown(
    std::string_view what, std::string_view word, std::span<const std::string_view> known) {
    const auto meant = nearest_word(word, known);
    // The word itself is a stranger's: it is not repeated.
    return fail(ErrorKind::InvalidInput,
        format("unknown {}{}", what, meant ? format("; did you mean \"{}\"?", *meant) : ""));
}

std::vector<std::string_view> split(std::string_view words) {
    std::vector<std::string_view> parts;
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        parts.push_back(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return parts;
}

Result<void> refuse_unknown(const Json& json, std::span<const std::string_view> known) {
    const Json::Object* members = json.if_object();
    OTK_ASSERT(members != nullptr);
    for (const auto& [name, value] : *members) {
        if (std::find(known.begin(), known.end(), name) == known.end())
            return unknown("member", name, known);
    }
    return {};
}

bool is_plain_name(std::string_view name) {
    return !name.empty() && name.size() <= name_bytes_max &&
           std::all_of(name.begin(), name.end(), [](char letter) {
               return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                      letter == '-';
           });
}

Result<OperationRow> operation_in(const Json& json) {
    const std::string name = OTK_TRY(json.string_at("op"));
    std::vector<std::string_view> known;
    for (const OperationRow& row : operations) {
        if (row.name == name) return row;
        known.push_back(row.name);
    }
    return unknown("operation", name, known);
}

Result<Owner> owner_in(const Json& json) {
    const std::string owner = OTK_TRY(json.string_at("owner"));
    if (owner == "visitor") return Owner::Visitor;
    if (owner == "staff") return Owner::Staff;
    return fail(ErrorKind::InvalidInput, "member \"owner\": \"visitor\" or \"staff\" expected");
}

Result<int> copies_in(const Json& json, Owner owner) {
    if (json.find("copies") == nullptr) return 1;
    const std::int64_t copies = OTK_TRY(json.integer_at("copies"));
    const int most = owner == Owner::Visitor ? 1 : spool::StaffSpool::copies_max;
    if (copies >= 1 && copies <= most) return static_cast<int>(copies);
    return fail(ErrorKind::InvalidInput, format("member \"copies\": 1 to {} for this owner", most));
}

Result<printer::SlipSeen> seen_in(const Json& json) {
    OTK_TRY(
        refuse_unknown(json, std::array<std::string_view, 4>{"letters", "edges", "symbol", "cut"}));
    // One after the other: a return out of a list of initialisers leaves those before it behind.
    printer::SlipSeen seen;
    seen.letters = OTK_TRY(json.bool_at("letters"));
    seen.edges = OTK_TRY(json.bool_at("edges"));
    seen.symbol = OTK_TRY(json.bool_at("symbol"));
    seen.cut = OTK_TRY(json.bool_at("cut"));
    return seen;
}

}  // namespace

std::string protocol_word(ErrorKind kind) {
    std::string word(name_of(kind));
    std::replace(word.begin(), word.end(), ' ', '_');
    return word;
}

Result<SlipOrder> SlipOrder::parse(const Json& json) {
    std::vector<std::string_view> known{"template", "language"};
    for (const printer::SlipField& field : printer::slip_fields())
        known.push_back(field.name);
    OTK_TRY(refuse_unknown(json, known));
    // One after the other: a return out of a list of initialisers leaves those before it behind.
    SlipOrder order;
    order.template_name = OTK_TRY(json.string_at("template"));
    order.language = OTK_TRY(json.string_at("language"));
    if (!is_plain_name(order.template_name)) {
        return fail(ErrorKind::InvalidInput,
            "member \"template\": small letters, digits and \"-\" expected");
    }
    if (order.language.size() > name_bytes_max)
        return fail(ErrorKind::InvalidInput, "member \"language\": too long");
    for (const printer::SlipField& field : printer::slip_fields()) {
        if (json.find(field.name) == nullptr) continue;
        std::string value = OTK_TRY(json.string_at(field.name));
        OTK_TRY(printer::check_value(field, value));
        order.fields.emplace(field.name, std::move(value));
    }
    return order;
}

Json SlipOrder::to_json() const {
    Json json = Json::object();
    json.set("template", template_name).set("language", language);
    for (const auto& [name, value] : fields)
        json.set(name, value);
    return json;
}

Result<Request> parse_request(std::string_view line) {
    const Json json = OTK_TRY(Json::parse(line, limits));
    if (!json.is_object()) return fail(ErrorKind::InvalidInput, "one JSON object a line expected");
    const OperationRow row = OTK_TRY(operation_in(json));
    std::vector<std::string_view> known = split(row.members);
    known.push_back("op");
    OTK_TRY(refuse_unknown(json, known));

    const auto wants = [&row](std::string_view member) {
        const std::vector<std::string_view> members = split(row.members);
        return std::find(members.begin(), members.end(), member) != members.end();
    };
    Request request;
    request.operation = row.operation;
    if (wants("job")) request.job = OTK_TRY(json.integer_at("job"));
    if (wants("owner")) {
        request.owner = OTK_TRY(owner_in(json));
        request.copies = OTK_TRY(copies_in(json, request.owner));
    }
    if (wants("slip")) {
        const Json* slip = OTK_TRY(json.object_at("slip"));
        request.slip = OTK_TRY(in("slip", SlipOrder::parse(*slip)));
    }
    if (wants("seen")) {
        const Json* seen = OTK_TRY(json.object_at("seen"));
        request.seen = OTK_TRY(in("seen", seen_in(*seen)));
    }
    return request;
}

}  // namespace otk::service
