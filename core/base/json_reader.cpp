#include "core/base/json_reader.h"

#include <charconv>

namespace otk {
namespace {

Failure refuse(std::string_view what) {
    return fail(ErrorKind::InvalidInput, std::string(what));
}

bool is_plain(char letter) {
    return letter != '"' && letter != '\\' && static_cast<unsigned char>(letter) >= 0x20;
}

void append_utf8(std::string& into, std::uint32_t point) {
    const auto tail = [&](unsigned shift) {
        into += static_cast<char>(0x80U | (point >> shift & 0x3FU));
    };
    if (point < 0x80U) {
        into += static_cast<char>(point);
    } else if (point < 0x800U) {
        into += static_cast<char>(0xC0U | point >> 6U);
        tail(0);
    } else if (point < 0x10000U) {
        into += static_cast<char>(0xE0U | point >> 12U);
        tail(6);
        tail(0);
    } else {
        into += static_cast<char>(0xF0U | point >> 18U);
        tail(12);
        tail(6);
        tail(0);
    }
}

}  // namespace

void JsonReader::skip_space() {
    while (m_at < m_text.size()) {
        const char letter = m_text[m_at];
        if (letter != ' ' && letter != '\n' && letter != '\t' && letter != '\r') return;
        ++m_at;
    }
}

bool JsonReader::take(char letter) {
    skip_space();
    if (m_at >= m_text.size() || m_text[m_at] != letter) return false;
    ++m_at;
    return true;
}

Result<void> JsonReader::begin_object() {
    if (!take('{')) return refuse("an object expected");
    m_first = true;
    return {};
}

Result<void> JsonReader::begin_array() {
    if (!take('[')) return refuse("an array expected");
    m_first = true;
    return {};
}

Result<bool> JsonReader::next(char closing) {
    if (take(closing)) {
        m_first = false;  // what encloses this one has a member now
        return false;
    }
    if (!m_first && !take(',')) return refuse("not JSON");
    m_first = false;
    return true;
}

Result<bool> JsonReader::next_member(std::string& name) {
    const bool more = OTK_TRY(next('}'));
    if (!more) return false;
    if (!take('"')) return refuse("not JSON");
    name.clear();
    OTK_TRY(read_text(name));
    if (!take(':')) return refuse("not JSON");
    return true;
}

Result<bool> JsonReader::next_element() { return next(']'); }

Result<std::string> JsonReader::text() {
    if (!take('"')) return refuse("a text expected");
    std::string text;
    OTK_TRY(read_text(text));
    return text;
}

/// After the opening quote.
Result<void> JsonReader::read_text(std::string& into) {
    while (true) {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && is_plain(m_text[m_at])) ++m_at;
        into.append(m_text, begin, m_at - begin);
        if (m_at >= m_text.size()) return refuse("not JSON");
        const char letter = m_text[m_at++];
        if (letter == '"') return {};
        if (letter != '\\') return refuse("not JSON");
        OTK_TRY(read_escape(into));
    }
}

Result<void> JsonReader::read_escape(std::string& into) {
    constexpr std::string_view names = "\"\\/bfnrt";
    constexpr std::string_view letters = "\"\\/\b\f\n\r\t";
    if (m_at >= m_text.size()) return refuse("not JSON");
    const char name = m_text[m_at++];
    if (name != 'u') {
        const std::size_t index = names.find(name);
        if (index == std::string_view::npos) return refuse("not JSON");
        into += letters[index];
        return {};
    }
    std::uint32_t point = OTK_TRY(read_hex4());
    if (point >= 0xDC00U && point <= 0xDFFFU) return refuse("not JSON");
    if (point >= 0xD800U && point <= 0xDBFFU) {
        if (m_text.substr(m_at, 2) != "\\u") return refuse("not JSON");
        m_at += 2;
        const std::uint32_t low = OTK_TRY(read_hex4());
        if (low < 0xDC00U || low > 0xDFFFU) return refuse("not JSON");
        point = 0x10000U + ((point - 0xD800U) << 10U) + (low - 0xDC00U);
    }
    append_utf8(into, point);
    return {};
}

Result<std::uint32_t> JsonReader::read_hex4() {
    const std::string_view digits = m_text.substr(m_at, 4);
    std::uint32_t point = 0;
    const char* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, point, 16);
    if (digits.size() != 4 || read.ec != std::errc() || read.ptr != end) return refuse("not JSON");
    m_at += 4;
    return point;
}

Result<std::int64_t> JsonReader::integer() {
    skip_space();
    const std::string_view rest = m_text.substr(m_at);
    const std::size_t sign = rest.starts_with('-') ? 1 : 0;
    std::size_t end = sign;
    while (end < rest.size() && rest[end] >= '0' && rest[end] <= '9') ++end;
    const bool padded = end > sign + 1 && rest[sign] == '0';
    const bool broken = end < rest.size() && std::string_view(".eE").find(rest[end]) !=
                                                 std::string_view::npos;
    std::int64_t number = 0;
    const auto read = std::from_chars(rest.data(), rest.data() + end, number);
    if (end == sign || padded || broken || read.ec != std::errc()) {
        return refuse("a whole number expected");
    }
    m_at += end;
    return number;
}

Result<bool> JsonReader::boolean() {
    skip_space();
    for (const bool value : {true, false}) {
        const std::string_view word = value ? "true" : "false";
        if (m_text.substr(m_at, word.size()) != word) continue;
        m_at += word.size();
        return value;
    }
    return refuse("true or false expected");
}

Result<void> JsonReader::end() {
    skip_space();
    if (m_at != m_text.size()) return refuse("not JSON");
    return {};
}

}  // namespace otk
