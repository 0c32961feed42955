#include "kiosk/look/font_file.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace otk::kiosk::look {
namespace {

/// Reads big-endian numbers; outside of the file everything is 0, so that a damaged table yields
/// wrong letters and never a wrong access.
class Reader {
  public:
    explicit Reader(ByteView bytes) : m_bytes(bytes) {}

    std::uint16_t u16(std::size_t at) const {
        if (at + 2 > m_bytes.size()) return 0;
        return static_cast<std::uint16_t>((m_bytes[at] << 8U) | m_bytes[at + 1]);
    }
    float i16(std::size_t at) const { return static_cast<float>(static_cast<std::int16_t>(u16(at))); }
    std::uint32_t u32(std::size_t at) const {
        return (static_cast<std::uint32_t>(u16(at)) << 16U) | u16(at + 2);
    }
    std::optional<std::size_t> table(std::string_view tag) const {
        for (std::size_t row = 0; row < u16(4); ++row) {
            const std::size_t at = 12 + row * 16;
            if (at + 16 > m_bytes.size()) break;
            if (text_of(m_bytes.subspan(at, 4)) == tag) return u32(at + 8);
        }
        return std::nullopt;
    }

  private:
    ByteView m_bytes;
};

/// The format 4 table of Unicode's basic plane: all the letters that we have.
std::optional<std::size_t> unicode_map(const Reader& reader, std::size_t cmap) {
    for (std::size_t row = 0; row < reader.u16(cmap + 2); ++row) {
        const std::size_t at = cmap + 4 + row * 8;
        const std::size_t table = cmap + reader.u32(at + 4);
        if (reader.u16(at) == 3 && reader.u16(at + 2) == 1 && reader.u16(table) == 4) return table;
    }
    return std::nullopt;
}

std::unordered_map<char32_t, std::uint16_t> read_letters(const Reader& reader, std::size_t map) {
    std::unordered_map<char32_t, std::uint16_t> letters;
    const std::size_t twice = reader.u16(map + 6);
    const std::size_t ends = map + 14;
    const std::size_t starts = ends + twice + 2;
    for (std::size_t at = 0; at < twice; at += 2) {
        const std::uint32_t first = reader.u16(starts + at);
        const std::uint32_t last = reader.u16(ends + at);
        const std::uint32_t delta = reader.u16(starts + twice + at);
        const std::size_t offset_at = starts + 2 * twice + at;
        const std::uint32_t offset = reader.u16(offset_at);
        for (std::uint32_t code = first; code <= last && code != 0xFFFF; ++code) {
            std::uint32_t glyph = code;
            if (offset != 0) glyph = reader.u16(offset_at + offset + (code - first) * 2);
            if (offset == 0 || glyph != 0) glyph = (glyph + delta) & 0xFFFFU;
            if (glyph != 0) letters.emplace(code, static_cast<std::uint16_t>(glyph));
        }
    }
    return letters;
}

constexpr std::size_t pair_size = 6;

struct Pairs {
    std::size_t at = 0;
    std::size_t count = 0;
};

Pairs find_pairs(const Reader& reader, std::size_t kern) {
    const std::size_t table = kern + 4;
    // Format 0, horizontal: the only kind that PT Sans has.
    if (reader.u16(kern + 2) == 0 || (reader.u16(table + 4) & 0xFF01U) != 1) return {};
    return {table + 14, reader.u16(table + 6)};
}

}  // namespace

Result<FontFile> FontFile::parse(Bytes bytes) {
    FontFile font;
    font.m_bytes = std::move(bytes);
    const Reader reader(font.m_bytes);
    const auto head = reader.table("head");
    const auto hhea = reader.table("hhea");
    const auto hmtx = reader.table("hmtx");
    const auto cmap = reader.table("cmap");
    if (!head || !hhea || !hmtx || !cmap) {
        return fail(ErrorKind::Corrupt, "no TrueType font: a table is missing");
    }
    const auto units = static_cast<float>(reader.u16(*head + 18));
    const std::size_t count = reader.u16(*hhea + 34);
    const auto map = unicode_map(reader, *cmap);
    if (units < 16 || count == 0 || !map) {
        return fail(ErrorKind::Corrupt, "no TrueType font with a Unicode map");
    }
    font.m_units = units;
    font.m_ascent = reader.i16(*hhea + 4) / units;
    font.m_descent = -reader.i16(*hhea + 6) / units;
    font.m_advances.reserve(count);
    for (std::size_t glyph = 0; glyph < count; ++glyph) {
        font.m_advances.push_back(static_cast<float>(reader.u16(*hmtx + glyph * 4)) / units);
    }
    font.m_glyphs = read_letters(reader, *map);
    if (const auto kern = reader.table("kern")) {
        const Pairs pairs = find_pairs(reader, *kern);
        font.m_pairs_at = pairs.at;
        font.m_pair_count = pairs.count;
    }
    return font;
}

std::uint16_t FontFile::glyph_of(char32_t letter) const {
    const auto found = m_glyphs.find(letter);
    return found == m_glyphs.end() ? std::uint16_t{0} : found->second;
}

float FontFile::advance(char32_t letter) const {
    // Fonts may leave out the widths of the last glyphs when they equal the last one given.
    const std::size_t glyph = std::min<std::size_t>(glyph_of(letter), m_advances.size() - 1);
    return m_advances[glyph];
}

float FontFile::kerning(char32_t left, char32_t right) const {
    const std::uint32_t pair =
        (static_cast<std::uint32_t>(glyph_of(left)) << 16U) | glyph_of(right);
    const Reader reader(m_bytes);
    std::size_t low = 0;
    std::size_t high = m_pair_count;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        const std::size_t at = m_pairs_at + middle * pair_size;
        const std::uint32_t seen = reader.u32(at);
        if (seen == pair) return reader.i16(at + 4) / m_units;
        (seen < pair ? low : high) = seen < pair ? middle + 1 : middle;
    }
    return 0.0F;
}

}  // namespace otk::kiosk::look
