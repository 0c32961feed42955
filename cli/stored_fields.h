#pragma once

#include <span>
#include <string_view>

namespace otk::cli {

enum class Keeper { Kiosk, Server };

/// One field of what is stored of visits, in the words of whoever answers for personal data
/// (Russian). tests/contract/stored_fields_test.cpp holds the table against the schemas of both
/// databases: a column that is not described here, or described and not there, fails it.
struct StoredField {
    Keeper keeper;
    std::string_view table;
    std::string_view column;  ///< "*": the whole table, which has no row for a single visit
    std::string_view what;
    std::string_view opened_by;  ///< who can read it
    std::string_view kept;       ///< how long
};

/// Those of a table stand together.
std::span<const StoredField> stored_fields();

/// A member of a response as it is sealed: form::encode_response.
struct ContentMember {
    std::string_view name;
    std::string_view what;
};

std::span<const ContentMember> content_members();

}  // namespace otk::cli
