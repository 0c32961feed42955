#include "core/bundle/site.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/bundle/calendar.h"
#include "core/bundle/words.h"
#include "core/config/toml.h"

namespace otk::bundle {
namespace {

using config::TomlTable;

constexpr std::array rooms{Word<Room>{"public", Room::Public}, Word<Room>{"staff", Room::Staff}};

// Without 0, 1, I and O, which people type for one another.
constexpr std::string_view link_letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

bool is_link(std::string_view text) {
    return text.size() >= 4 && text.size() <= 12 &&
           text.find_first_not_of(link_letters) == std::string_view::npos;
}

/// A host name of small letters, digits, hyphens and at least one point; at most 40 bytes, since it
/// has to fit one line of a slip.
bool is_host(std::string_view text) {
    if (text.empty() || text.size() > 40 || text.find('.') == std::string_view::npos) return false;
    if (text.front() == '.' || text.back() == '.') return false;
    return std::ranges::all_of(text, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
               letter == '-' || letter == '.';
    });
}

Result<Place> read_place(const TomlTable& table) {
    OTK_TRY(table.allow_only({"code", "name", "form", "room", "link", "hours"}));
    Place place;
    place.code = OTK_TRY(code_at(table, "code"));
    place.name = OTK_TRY(texts_at(table, "name"));
    place.form = OTK_TRY(code_at(table, "form"));
    place.room = OTK_TRY(word_at<Room>(table, "room", rooms));
    place.link = OTK_TRY(table.text("link"));
    if (!is_link(place.link)) {
        return table.fail_at("link", "4 to 12 capital letters and digits without I, O, 0 and 1");
    }
    if (const std::optional<TomlTable> hours = OTK_TRY(table.table_if("hours"))) {
        place.hours = OTK_TRY(read_hours(*hours));
    }
    return place;
}

}  // namespace

std::string link_of(const Owner& owner, const Place& place) {
    return "https://" + link_to_type_of(owner, place);
}

std::string link_to_type_of(const Owner& owner, const Place& place) {
    return owner.short_address + "/" + place.link;
}

Result<Owner> parse_owner(std::string_view text, const std::string& source) {
    const TomlTable root = OTK_TRY(TomlTable::parse(text, source));
    OTK_TRY(root.allow_only({"name", "short_address"}));
    Owner owner;
    owner.name = OTK_TRY(texts_at(root, "name"));
    owner.short_address = OTK_TRY(root.text("short_address"));
    if (!is_host(owner.short_address)) {
        return root.fail_at(
            "short_address", "a host name such as gorod.example, at most 40 letters");
    }
    return owner;
}

Result<std::vector<Place>> parse_places(std::string_view text, const std::string& source) {
    const TomlTable root = OTK_TRY(TomlTable::parse(text, source));
    OTK_TRY(root.allow_only({"place"}));
    const std::vector<TomlTable> tables = OTK_TRY(root.tables("place"));
    if (tables.empty()) return root.fail_at("place", "at least one [[place]] is needed");
    std::set<std::string> codes;
    std::set<std::string> links;
    std::vector<Place> places;
    for (const TomlTable& table : tables) {
        Place place = OTK_TRY(read_place(table));
        if (!codes.insert(place.code).second) {
            return table.fail_at("code", "this code was given before");
        }
        if (!links.insert(place.link).second) {
            return table.fail_at("link", "this link was given before");
        }
        places.push_back(std::move(place));
    }
    return places;
}

}  // namespace otk::bundle
