#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/form/form.h"
#include "core/base/opening.h"

namespace otk::bundle {

/// Whose kiosks these are (owner.toml).
struct Owner {
    form::Texts name;
    std::string short_address;  ///< "gorod.example": what a visitor types; no scheme, no slash
};

enum class Room { Public, Staff };

/// Where a kiosk stands (точка контакта; places.toml).
struct Place {
    std::string code;  ///< in answers and file names: "reception-7"
    form::Texts name;
    std::string form;  ///< id of the form that is asked there
    Room room = Room::Public;
    std::string link;  ///< ends the address: "7K2F"; 4–12 of 0–9 A–Z without I, O, 0, 1
    std::optional<schedule::Hours> hours = {};  ///< none: always open
};

/// "https://gorod.example/7K2F": what the QR code says.
std::string link_of(const Owner& owner, const Place& place);
/// "gorod.example/7K2F": what a visitor types.
std::string link_to_type_of(const Owner& owner, const Place& place);

/// Both refuse with "source:line:column: ": unknown keys, missing values, an address that is none,
/// codes and links that are given twice.
Result<Owner> parse_owner(std::string_view text, const std::string& source);
Result<std::vector<Place>> parse_places(std::string_view text, const std::string& source);

}  // namespace otk::bundle
