#include "kiosk/look/glyphs.h"

#include <algorithm>
#include <cmath>
#include <string>

#include <imgui.h>
#include <imgui_freetype.h>

#include "core/base/assert.h"
#include "core/text/code_points.h"

namespace otk::kiosk::look {
namespace {

constexpr std::u32string_view digits = U"0123456789";

void append(std::u32string& letters, char32_t first, char32_t last) {
    for (char32_t letter = first; letter <= last; ++letter) {
        letters.push_back(letter);
    }
}

/// Russian, English and the marks of both.
std::u32string common_letters() {
    std::u32string letters;
    append(letters, 0x20, 0x7E);
    append(letters, 0x410, 0x44F);
    letters += U"Ёё«»“”„‘’–—…•№·×°§©€₽\u00A0";
    return letters;
}

/// The further letters of Tatar, Bashkir, Chechen, Kazakh, Chuvash, Sakha, Ossetic.
constexpr std::u32string_view regional_letters =
    U"ӘәҖҗҢңӨөҮүҺһӀӏҒғҚқҰұІіҠҡҘҙҪҫӐӑӖӗӲӳҔҕҤҥӔӕ";

bool shows_digits_only(Type type) {
    return type == Type::DigitLarge || type == Type::Digit || type == Type::DigitWide ||
           type == Type::DigitSmall || type == Type::IdleNumber;
}

std::vector<unsigned short> ranges_of(std::u32string letters) {
    std::sort(letters.begin(), letters.end());
    letters.erase(std::unique(letters.begin(), letters.end()), letters.end());
    std::vector<unsigned short> ranges;
    for (const char32_t letter : letters) {
        if (letter == 0 || letter > 0xFFFF) continue;
        const auto code = static_cast<unsigned short>(letter);
        if (!ranges.empty() && ranges.back() + 1 == code) {
            ranges.back() = code;
        } else {
            ranges.push_back(code);
            ranges.push_back(code);
        }
    }
    ranges.push_back(0);
    return ranges;
}

}  // namespace

std::u32string decode(std::string_view utf8) {
    std::u32string letters;
    for (const text::CodePoint& point : text::code_points_of(utf8)) {
        letters.push_back(point.value);
    }
    return letters;
}

Glyphs::Glyphs(FontFile regular, FontFile bold, const GlyphsOptions& options)
    : m_regular(std::move(regular)), m_bold(std::move(bold)) {
    const std::u32string common = common_letters();
    for (const TypeStep& step : type_ladder()) {
        const float caps = caps_mm(step, options.text_size);
        Step& made = m_steps[index(step.type)];
        made.em_px = caps / caps_per_em * options.px_per_mm;
        if (caps > options.caps_mm_max && step.setting != Setting::Text) continue;
        made.size = size_for(step, made.em_px);
        std::u32string& letters = m_sizes[made.size].letters;
        if (shows_digits_only(step.type)) {
            letters += digits;
        } else if (step.setting != Setting::Text && !options.heading_letters.empty()) {
            letters += options.heading_letters;
        } else {
            letters += common;
            if (step.setting == Setting::Text) letters += regional_letters;
        }
    }
}

std::size_t Glyphs::size_for(const TypeStep& step, float em_px) {
    for (std::size_t at = 0; at < m_sizes.size(); ++at) {
        // A fifth of a pixel is nothing to the eye, but another megabyte of atlas.
        if (m_sizes[at].weight == step.weight && std::abs(m_sizes[at].em_px - em_px) < 0.2F) return at;
    }
    m_sizes.push_back({step.weight, em_px, {}, {}, nullptr, {}});
    return m_sizes.size() - 1;
}

const FontFile& Glyphs::file(Type type) const {
    return step_of(type).weight == Weight::Bold ? m_bold : m_regular;
}

void Glyphs::add_to(ImFontAtlas& atlas) {
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    for (Size& size : m_sizes) {
        const FontFile& file = size.weight == Weight::Bold ? m_bold : m_regular;
        size.ranges = ranges_of(size.letters);
        ImFontConfig config;
        config.FontDataOwnedByAtlas = false;
        // Snaps strokes to rows of pixels and leaves widths alone.
        config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
        // ImGui counts a font's size from ascent to descent, we in em.
        const float height = size.em_px * (file.ascent() + file.descent());
        // The atlas only reads the bytes, though its interface does not say so.
        size.font = atlas.AddFontFromMemoryTTF(const_cast<std::uint8_t*>(file.bytes().data()),
            static_cast<int>(file.bytes().size()), height, &config, size.ranges.data());
    }
}

void Glyphs::take_from(ImFontAtlas& atlas) {
    OTK_ASSERT(atlas.IsBuilt());
    for (Size& size : m_sizes) {
        const float baseline = std::round(size.font->Ascent);
        for (const ImFontGlyph& glyph : size.font->Glyphs) {
            const Glyph placed{glyph.X0, glyph.Y0 - baseline, glyph.X1, glyph.Y1 - baseline, glyph.U0,
                glyph.V0, glyph.U1, glyph.V1};
            size.glyphs.emplace(static_cast<char32_t>(glyph.Codepoint), placed);
        }
    }
}

const Glyph* Glyphs::find(Type type, char32_t letter) const {
    const Step& step = m_steps[index(type)];
    const Weight weight = step_of(type).weight;
    const Glyph* best = nullptr;
    float best_em = 0;
    if (step.size != none) {
        const auto found = m_sizes[step.size].glyphs.find(letter);
        if (found != m_sizes[step.size].glyphs.end()) return &found->second;
    }
    for (const Size& size : m_sizes) {
        if (size.weight != weight || size.em_px > step.em_px || size.em_px <= best_em) continue;
        const auto found = size.glyphs.find(letter);
        if (found == size.glyphs.end()) continue;
        best = &found->second;
        best_em = size.em_px;
    }
    return best;
}

}  // namespace otk::kiosk::look
