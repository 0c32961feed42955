#pragma once

#include <functional>
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

/// Gives the dots of a logo that a template names.
using LogoReader = std::function<Result<picture::Bitmap>(std::string_view name)>;

/// A slip with holes, in every language of the bundle; docs/PRINTING.md describes its file.
/// Immutable; any thread.
class SlipTemplate {
  public:
    static constexpr std::size_t size_bytes_max = 64 * 1024;

    /// Strict: an unknown member, field, size or language is InvalidInput and names the line of the
    /// slip ("lines[3]: …") and, for a word, the one probably meant. Logos are asked for at once;
    /// without a reader a template that names one is Unsupported.
    static Result<SlipTemplate> parse(std::string_view json, const LogoReader& read_logo = {});

    /// The slip in that language, or in several ("ru+en"): each text in one after the other, once
    /// where they are the same. A language that the template lacks is printed in its first one.
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

    static Result<Line> parse_line(
        const Json& json, const std::vector<std::string>& languages, const LogoReader& read_logo);
    static Result<void> parse_beside(
        Line& line, const Json& json, const std::vector<std::string>& languages);
    /// The languages of "ru+en" that the template has, each once; its first one if there is none.
    std::vector<std::string_view> spoken_in(std::string_view language) const;
    /// One text a language; none for those all of whose parts went with their empty fields.
    static Result<std::vector<TextBlock>> fill_texts(
        const Line& line, const std::vector<std::string_view>& languages, const SlipFields& fields);

    std::vector<std::string> m_languages;
    std::vector<Line> m_lines;
};

}  // namespace otk::printer
