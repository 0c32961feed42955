#include "drivers/printer/slip_pattern.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/base/format.h"
#include "core/base/nearest_word.h"
#include "core/text/code_points.h"

namespace otk::printer {
namespace {

constexpr std::array<SlipField, 4> fields{{
    {"link", 300},    // a longer one makes a QR symbol wider than 80 mm paper
    {"address", 48},  // one line of the narrow letters
    {"place", 80},
    {"until", 24},
}};

bool is_control(char32_t letter) {
    return letter < 0x20 || (letter >= 0x7F && letter < 0xA0) || letter == 0x2028 ||
           letter == 0x2029;
}

/// The next piece of a pattern: a run of letters, a field's name, or a bracket.
struct Piece {
    enum class Kind { Words, Field, Open, Close, Broken } kind;
    std::string_view text;
};

Piece take_piece(std::string_view& rest) {
    const char first = rest.front();
    if (first == '[' || first == ']') {
        const Piece piece{first == '[' ? Piece::Kind::Open : Piece::Kind::Close, rest.substr(0, 1)};
        rest.remove_prefix(1);
        return piece;
    }
    if (first == '}') return {Piece::Kind::Broken, rest};
    if (first == '{') {
        const std::size_t end = rest.find('}');
        if (end == std::string_view::npos) return {Piece::Kind::Broken, rest};
        const Piece piece{Piece::Kind::Field, rest.substr(1, end - 1)};
        rest.remove_prefix(end + 1);
        return piece;
    }
    const std::size_t end = std::min(rest.find_first_of("{}[]"), rest.size());
    const Piece piece{Piece::Kind::Words, rest.substr(0, end)};
    rest.remove_prefix(end);
    return piece;
}

Failure not_closed() {
    return fail(ErrorKind::InvalidInput, "a bracket is not closed, nested, or has no beginning");
}

}  // namespace

std::span<const SlipField> slip_fields() {
    return fields;
}

Result<SlipField> slip_field(std::string_view name) {
    std::vector<std::string_view> names;
    for (const SlipField& field : fields) {
        if (field.name == name) return field;
        names.push_back(field.name);
    }
    const auto meant = nearest_word(name, names);
    return fail(
        ErrorKind::InvalidInput, format("unknown field \"{}\"{}", name,
                                     meant ? format("; did you mean \"{}\"?", *meant) : ""));
}

Result<void> check_pattern(std::string_view pattern) {
    for (const text::CodePoint& letter : text::code_points_of(pattern)) {
        if (is_control(letter.value) && letter.value != U'\n') {
            return fail(ErrorKind::InvalidInput, "a control character");
        }
    }
    bool in_part = false;
    while (!pattern.empty()) {
        const Piece piece = take_piece(pattern);
        if (piece.kind == Piece::Kind::Broken) return not_closed();
        if (piece.kind == Piece::Kind::Field) OTK_TRY(slip_field(piece.text));
        const bool opens = piece.kind == Piece::Kind::Open;
        if (opens || piece.kind == Piece::Kind::Close) {
            if (opens == in_part) return not_closed();
            in_part = opens;
        }
    }
    if (in_part) return not_closed();
    return {};
}

Result<std::string> fill_pattern(
    std::string_view pattern, const std::function<std::string_view(std::string_view)>& value_of) {
    std::string filled;
    bool in_part = false;
    std::size_t part_begin = 0;
    bool part_lacks = false;
    while (!pattern.empty()) {
        const Piece piece = take_piece(pattern);
        switch (piece.kind) {
            case Piece::Kind::Words:
                filled += piece.text;
                break;
            case Piece::Kind::Field: {
                const std::string_view value = value_of(piece.text);
                if (value.empty() && !in_part) {
                    return fail(
                        ErrorKind::InvalidInput, format("field \"{}\" is missing", piece.text));
                }
                part_lacks = part_lacks || value.empty();
                filled += value;
                break;
            }
            case Piece::Kind::Open:
                in_part = true;
                part_begin = filled.size();
                part_lacks = false;
                break;
            case Piece::Kind::Close:
                if (part_lacks) filled.resize(part_begin);
                in_part = false;
                break;
            case Piece::Kind::Broken:
                OTK_UNREACHABLE();
        }
    }
    return filled;
}

Result<void> check_value(const SlipField& field, std::string_view value) {
    if (!is_utf8(value))
        return fail(ErrorKind::InvalidInput, format("field \"{}\": not UTF-8", field.name));
    const std::vector<text::CodePoint> letters = text::code_points_of(value);
    if (letters.size() > field.letters_max) {
        return fail(
            ErrorKind::InvalidInput, format("field \"{}\": {} letters, at most {} are allowed",
                                         field.name, letters.size(), field.letters_max));
    }
    for (const text::CodePoint& letter : letters) {
        if (is_control(letter.value)) {
            return fail(
                ErrorKind::InvalidInput, format("field \"{}\": a control character", field.name));
        }
    }
    if (field.name != "link") return {};
    const bool is_address = value.starts_with("https://") || value.starts_with("http://");
    const bool is_plain = std::all_of(
        value.begin(), value.end(), [](char letter) { return letter > ' ' && letter < '\x7F'; });
    if (is_address && is_plain) return {};
    return fail(
        ErrorKind::InvalidInput, "field \"link\": not an http or https address of plain letters");
}

}  // namespace otk::printer
