#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/form/expression.h"
#include "core/form/form.h"

namespace otk::form {

/// Reads the members of one JSON object strictly: what nobody asked for is refused at the end.
/// Errors begin with the object's place ("questions[3]: member \"kind\": …"). The object must
/// outlive the reader.
class JsonMembers {
  public:
    static Result<JsonMembers> of(const Json& json, std::string place);

    Result<std::string> text(std::string_view name);                ///< must be there, not empty
    Result<std::string> text_or_empty(std::string_view name);       ///< absent is ""
    Result<std::optional<std::int64_t>> integer(std::string_view name);
    Result<std::optional<double>> number(std::string_view name);
    Result<bool> flag(std::string_view name);                       ///< absent is false
    Result<Texts> texts(std::string_view name);                     ///< absent is empty
    Result<std::map<std::string, std::string, std::less<>>> strings(std::string_view name);
    Result<std::optional<Expression>> expression(std::string_view name);
    Result<std::vector<std::string>> words(std::string_view name);  ///< absent is empty
    Result<const Json::Array*> array(std::string_view name, std::size_t size_max);
    Result<JsonMembers> object(std::string_view name);              ///< must be there
    bool has(std::string_view name) const { return m_json->find(name) != nullptr; }

    /// Refuses a member that was not read.
    Result<void> finish() const;

    Failure refuse(std::string_view name, std::string_view what) const;

  private:
    JsonMembers(const Json& json, std::string place) : m_json(&json), m_place(std::move(place)) {}
    const Json* take(std::string_view name);

    const Json* m_json;
    std::string m_place;
    std::vector<std::string_view> m_read;
};

}  // namespace otk::form
