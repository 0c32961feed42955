#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::kiosk::look {

/// The measures of a TrueType font, in em: exact advances and kerning, which ImGui's atlas rounds or
/// leaves out. Immutable; any thread.
class FontFile {
  public:
    /// Corrupt for a file that is no TrueType font with a Unicode map.
    static Result<FontFile> parse(Bytes bytes);

    const Bytes& bytes() const { return m_bytes; }
    float ascent() const { return m_ascent; }    ///< above the baseline
    float descent() const { return m_descent; }  ///< below it, positive
    bool has(char32_t letter) const { return glyph_of(letter) != 0; }
    float advance(char32_t letter) const;
    /// What is added between two letters; mostly 0 or negative.
    float kerning(char32_t left, char32_t right) const;

  private:
    FontFile() = default;
    std::uint16_t glyph_of(char32_t letter) const;

    Bytes m_bytes;
    float m_ascent = 0;
    float m_descent = 0;
    float m_units = 1;  ///< of an em
    std::unordered_map<char32_t, std::uint16_t> m_glyphs;
    std::vector<float> m_advances;
    /// Pairs are looked up in the file itself, where they lie sorted: thousands of them.
    std::size_t m_pairs_at = 0;
    std::size_t m_pair_count = 0;
};

}  // namespace otk::kiosk::look
