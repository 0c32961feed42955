#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "drivers/printer/slip.h"

namespace otk::printer {

/// What is put into a template: field name → value ("link" → "https://…").
using SlipFields = std::map<std::string, std::string, std::less<>>;

/// A slip with holes, in every language of the bundle; docs/PRINTING.md describes its file.
/// Immutable; any thread.
class SlipTemplate {
  public:
    static constexpr std::size_t size_bytes_max = 64 * 1024;

    /// Strict: an unknown member, field, size or language is InvalidInput and names the line of the
    /// slip ("lines[3]: …") and, for a word, the one probably meant.
    static Result<SlipTemplate> parse(std::string_view json);

    /// The slip in that language; a language that the template lacks is printed in its first one.
    /// InvalidInput: an unknown or missing field, a value that is too long, not one line, or a
    /// link that is no http(s) address. Errors name the field and never show its value.
    Result<Slip> fill(std::string_view language, const SlipFields& fields) const;

    const std::vector<std::string>& languages() const { return m_languages; }

  private:
    /// A block whose texts still hold {field} and [parts that may go].
    struct Line {
        Block block;
        std::map<std::string, std::string, std::less<>> texts;  ///< by language
        std::vector<Line> beside = {};  ///< texts at the right of a QR symbol
    };

    SlipTemplate() = default;

    static Result<Line> parse_line(const Json& json, const std::vector<std::string>& languages);
    static Result<void> parse_beside(
        Line& line, const Json& json, const std::vector<std::string>& languages);
    /// Nothing: a text all of whose parts went with their empty fields.
    static Result<std::optional<TextBlock>> fill_text(
        const Line& line, std::string_view language, const SlipFields& fields);

    std::vector<std::string> m_languages;
    std::vector<Line> m_lines;
};

}  // namespace otk::printer
