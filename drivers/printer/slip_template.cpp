#include "drivers/printer/slip_template.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/nearest_word.h"
#include "drivers/printer/slip_pattern.h"

namespace otk::printer {
namespace {

constexpr std::size_t lines_max = 64;
constexpr std::size_t beside_max = 8;
constexpr double thickness_mm_max = 5;
constexpr double space_mm_max = 50;

Failure refuse(std::string why) {
    return fail(ErrorKind::InvalidInput, std::move(why));
}

/// The position of `word` among the allowed ones.
Result<std::size_t> index_of(
    std::string_view what, std::string_view word, std::span<const std::string_view> words) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    const auto meant = nearest_word(word, words);
    return refuse(format("unknown {} \"{}\"{}", what, word,
        meant ? format("; did you mean \"{}\"?", *meant) : std::string()));
}

Result<void> refuse_unknown(const Json& object, std::span<const std::string_view> known) {
    const Json::Object* members = object.if_object();
    OTK_ASSERT(members != nullptr);
    for (const auto& [name, value] : *members)
        OTK_TRY(index_of("member", name, known));
    return {};
}

/// The enumerator whose word the member holds; the first one if the member is not there.
template <typename Enum, std::size_t Count>
Result<Enum> enum_at(
    const Json& json, std::string_view member, const std::array<std::string_view, Count>& words) {
    if (json.find(member) == nullptr) return static_cast<Enum>(0);
    const std::string word = OTK_TRY(json.string_at(member));
    return static_cast<Enum>(OTK_TRY(index_of(member, word, words)));
}

// In the order of the enumerators.
constexpr std::array<std::string_view, 3> size_words{"small", "tall", "large"};
constexpr std::array<std::string_view, 2> weight_words{"regular", "bold"};
constexpr std::array<std::string_view, 3> alignment_words{"left", "centre", "right"};
constexpr std::array<std::string_view, 6> kinds{"text", "qr", "rule", "space", "logo", "cut"};

Result<double> millimetres(const Json& value, double largest) {
    const double number = value.number();
    if (value.is_number() && number > 0 && number <= largest) return number;
    return refuse(format("millimetres above 0 and up to {} expected", largest));
}

bool has_digit(std::string_view text) {
    return std::any_of(
        text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

/// Digits under 3 mm cannot be read by everybody who has to type them.
Result<void> check_digits(const TextBlock& block) {
    if (block.size != TextSize::Small || !has_digit(block.text)) return {};
    return refuse("digits need size \"tall\" or \"large\" (3 mm)");
}

/// A logo's name is a file's: "gorod" for gorod.png beside the template.
bool is_logo_name(std::string_view name) {
    return !name.empty() && name.size() <= 60 && name.front() >= 'a' && name.front() <= 'z' &&
           std::all_of(name.begin(), name.end(), [](char letter) {
               return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                      letter == '-' || letter == '_';
           });
}

Result<Block> parse_logo(const Json& json, const LogoReader& read_logo) {
    constexpr std::array<std::string_view, 2> members{"logo", "align"};
    OTK_TRY(refuse_unknown(json, members));
    const std::string name = OTK_TRY(json.string_at("logo"));
    if (!is_logo_name(name)) {
        return refuse("\"logo\": a name of small letters, digits, \"-\" and \"_\" expected");
    }
    if (!read_logo) {
        return fail(
            ErrorKind::Unsupported, format("logo \"{}\": pictures are not read here", name));
    }
    picture::Bitmap picture = OTK_TRY(in(format("logo \"{}\"", name), read_logo(name)));
    const Alignment alignment = OTK_TRY((enum_at<Alignment>(json, "align", alignment_words)));
    return Block(LogoBlock{std::move(picture), alignment});
}

Result<Block> parse_block(const Json& json, std::string_view kind, const LogoReader& read_logo) {
    const Json& value = *json.find(kind);
    if (kind == "text") {
        constexpr std::array<std::string_view, 4> members{"text", "size", "weight", "align"};
        OTK_TRY(refuse_unknown(json, members));
        TextBlock block;
        block.size = OTK_TRY((enum_at<TextSize>(json, "size", size_words)));
        block.weight = OTK_TRY((enum_at<Weight>(json, "weight", weight_words)));
        block.alignment = OTK_TRY((enum_at<Alignment>(json, "align", alignment_words)));
        return Block(block);
    }
    if (kind == "qr") {
        constexpr std::array<std::string_view, 3> members{"qr", "align", "beside"};
        OTK_TRY(refuse_unknown(json, members));
        if (value != Json("{link}")) return refuse("\"qr\" holds \"{link}\" and nothing else");
        if (json.find("align") != nullptr && json.find("beside") != nullptr)
            return refuse(
                "\"align\" and \"beside\": with words beside it the symbol stands on the left");
        return Block(
            QrBlock{{}, OTK_TRY((enum_at<Alignment>(json, "align", alignment_words))), {}});
    }
    if (kind == "logo") return parse_logo(json, read_logo);
    OTK_TRY(refuse_unknown(json, std::span(&kind, 1)));
    if (kind == "rule") return Block(RuleBlock{OTK_TRY(millimetres(value, thickness_mm_max))});
    if (kind == "space") return Block(SpaceBlock{OTK_TRY(millimetres(value, space_mm_max))});
    if (value != Json(true)) return refuse("\"cut\" is true or not there");
    return Block(CutBlock{});
}

Result<std::vector<std::string>> parse_languages(const Json& json) {
    std::vector<std::string> languages;
    for (const Json& language : *OTK_TRY(json.array_at("languages"))) {
        const std::string* code = language.if_string();
        const bool fresh = code != nullptr &&
                           std::find(languages.begin(), languages.end(), *code) == languages.end();
        if (!fresh || code->empty() || code->size() > 8)
            return refuse("\"languages\": different codes expected");
        languages.push_back(*code);
    }
    if (languages.empty()) return refuse("\"languages\": at least one expected");
    return languages;
}

/// What fill_pattern asks for a field; empty for one that is not there.
auto value_in(const SlipFields& fields) {
    return [&fields](std::string_view name) -> std::string_view {
        const auto found = fields.find(name);
        return found == fields.end() ? std::string_view() : std::string_view(found->second);
    };
}

}  // namespace

// NOLINTNEXTLINE(misc-no-recursion): as deep as Json::parse lets a text be
Result<SlipTemplate::Line> SlipTemplate::parse_line(
    const Json& json, const std::vector<std::string>& languages, const LogoReader& read_logo) {
    if (!json.is_object()) return refuse("an object expected");
    std::optional<std::string_view> kind;
    for (const std::string_view candidate : kinds) {
        if (json.find(candidate) == nullptr) continue;
        if (kind) return refuse(format("\"{}\" and \"{}\" in one line", *kind, candidate));
        kind = candidate;
    }
    if (!kind) return refuse("one of text, qr, rule, space, logo, cut expected");
    Line line{OTK_TRY(parse_block(json, *kind, read_logo)), {}};
    if (*kind == "qr") OTK_TRY(parse_beside(line, json, languages));
    if (*kind != "text") return line;

    const Json& texts = *OTK_TRY(json.object_at("text"));
    const std::vector<std::string_view> known(languages.begin(), languages.end());
    OTK_TRY(refuse_unknown(texts, known));
    for (const std::string& language : languages) {
        std::string pattern = OTK_TRY(texts.string_at(language));
        OTK_TRY(in(language, check_pattern(pattern)));
        auto& block = std::get<TextBlock>(line.block);
        OTK_TRY(in(language, check_digits({pattern, block.size})));
        line.texts.emplace(language, std::move(pattern));
    }
    return line;
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as Json::parse lets a text be
Result<void> SlipTemplate::parse_beside(
    Line& line, const Json& json, const std::vector<std::string>& languages) {
    if (json.find("beside") == nullptr) return {};
    const Json::Array& texts = *OTK_TRY(json.array_at("beside"));
    if (texts.empty() || texts.size() > beside_max)
        return refuse(format("\"beside\": 1 to {} texts", beside_max));
    for (std::size_t index = 0; index < texts.size(); ++index) {
        const std::string where = format("beside[{}]", index);
        if (texts[index].find("logo") != nullptr) return refuse(where + ": only texts");
        Line words = OTK_TRY(in(where, parse_line(texts[index], languages, {})));
        if (!std::holds_alternative<TextBlock>(words.block)) return refuse(where + ": only texts");
        line.beside.push_back(std::move(words));
    }
    return {};
}

Result<SlipTemplate> SlipTemplate::parse(std::string_view text, const LogoReader& read_logo) {
    const Json json =
        OTK_TRY(in("slip template", Json::parse(text, {.size_bytes_max = size_bytes_max})));
    if (!json.is_object()) return refuse("slip template: an object expected");
    constexpr std::array<std::string_view, 3> members{"version", "languages", "lines"};
    OTK_TRY(in("slip template", refuse_unknown(json, members)));
    const auto version = OTK_TRY(in("slip template", json.integer_at("version")));
    if (version != 1) {
        return fail(
            ErrorKind::Unsupported, format("slip template: version {}, only 1 is known", version));
    }
    SlipTemplate made;
    made.m_languages = OTK_TRY(in("slip template", parse_languages(json)));
    const Json::Array& lines = *OTK_TRY(in("slip template", json.array_at("lines")));
    if (lines.size() > lines_max)
        return refuse(format("slip template: more than {} lines", lines_max));
    for (std::size_t index = 0; index < lines.size(); ++index) {
        made.m_lines.push_back(OTK_TRY(in(format("slip template: lines[{}]", index),
            parse_line(lines[index], made.m_languages, read_logo))));
        const bool is_cut = std::holds_alternative<CutBlock>(made.m_lines.back().block);
        if (is_cut != (index + 1 == lines.size())) {
            return refuse(
                format("slip template: lines[{}]: \"cut\" is the last line and only that", index));
        }
    }
    if (lines.empty()) return refuse("slip template: no lines");
    return made;
}

Result<Slip> SlipTemplate::fill(std::string_view language, const SlipFields& fields) const {
    for (const auto& [name, value] : fields) {
        const SlipField field = OTK_TRY(in("slip", slip_field(name)));
        if (!value.empty()) OTK_TRY(in("slip", check_value(field, value)));
    }
    const std::vector<std::string_view> spoken = spoken_in(language);

    Slip slip;
    for (const Line& line : m_lines) {
        Block block = line.block;
        if (std::holds_alternative<TextBlock>(block)) {
            for (TextBlock& words : OTK_TRY(fill_texts(line, spoken, fields)))
                slip.blocks.emplace_back(std::move(words));
            continue;
        }
        if (auto* symbol = std::get_if<QrBlock>(&block)) {
            symbol->link = OTK_TRY(in("slip", fill_pattern("{link}", value_in(fields))));
            for (const Line& beside : line.beside) {
                for (TextBlock& words : OTK_TRY(fill_texts(beside, spoken, fields)))
                    symbol->beside.push_back(std::move(words));
            }
        }
        slip.blocks.push_back(std::move(block));
    }
    return slip;
}

std::vector<std::string_view> SlipTemplate::spoken_in(std::string_view language) const {
    std::vector<std::string_view> spoken;
    while (!language.empty()) {
        const std::size_t end = std::min(language.find('+'), language.size());
        const std::string_view code = language.substr(0, end);
        language.remove_prefix(std::min(end + 1, language.size()));
        const auto known = std::find(m_languages.begin(), m_languages.end(), code);
        const bool is_new = std::find(spoken.begin(), spoken.end(), code) == spoken.end();
        if (known != m_languages.end() && is_new) spoken.emplace_back(*known);
    }
    if (spoken.empty()) spoken.emplace_back(m_languages.front());
    return spoken;
}

Result<std::vector<TextBlock>> SlipTemplate::fill_texts(
    const Line& line, const std::vector<std::string_view>& languages, const SlipFields& fields) {
    std::vector<TextBlock> texts;
    for (const std::string_view language : languages) {
        TextBlock words = std::get<TextBlock>(line.block);
        const auto pattern = line.texts.find(language);
        OTK_ASSERT(pattern != line.texts.end());
        words.text = OTK_TRY(in("slip", fill_pattern(pattern->second, value_in(fields))));
        OTK_TRY(in("slip", check_digits(words)));
        const bool is_said = std::find(texts.begin(), texts.end(), words) != texts.end();
        if (!words.text.empty() && !is_said) texts.push_back(std::move(words));
    }
    return texts;
}

}  // namespace otk::printer
