#include "drivers/picture/typeface.h"

#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include <ft2build.h>
#include FT_FREETYPE_H

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/text/code_points.h"

namespace otk::picture {

namespace {

/// Letters kept: those of a slip in three sizes are some sixty.
constexpr std::size_t letters_max = 2048;

/// A letter as runs of black dots from its pen position.
struct Letter {
    struct Run {
        int x;
        int y;
        int length;
    };
    int advance = 0;
    std::vector<Run> runs;
};

}  // namespace

struct Typeface::Handle {
    FT_Library library = nullptr;
    FT_Face face = nullptr;

    Handle() = default;
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() {
        if (face != nullptr) FT_Done_Face(face);
        if (library != nullptr) FT_Done_FreeType(library);
    }

    /// The letter of that size; the reference lives until the next call.
    const Letter& letter(char32_t code, Em em) {
        if (m_letters.size() == letters_max) m_letters.clear();
        const auto [found, is_new] = m_letters.try_emplace(Key{code, em.wide, em.high});
        if (is_new) found->second = drawn(code, em);
        return found->second;
    }

  private:
    using Key = std::tuple<char32_t, int, int>;

    Letter drawn(char32_t code, Em em) const {
        OTK_ASSERT(em.wide >= 4 && em.wide <= 400 && em.high >= 4 && em.high <= 400);
        FT_Set_Pixel_Sizes(face, static_cast<FT_UInt>(em.wide), static_cast<FT_UInt>(em.high));
        // Grey, not FT_LOAD_TARGET_MONO: its drop-out control makes stems of uneven width at
        // these sizes; half covered is black.
        const FT_Error problem = FT_Load_Char(face, code, FT_LOAD_RENDER | FT_LOAD_TARGET_NORMAL);
        OTK_ASSERT(problem == 0 || face->glyph != nullptr);
        if (problem != 0) return {};
        Letter letter{static_cast<int>((face->glyph->advance.x + 32) / 64), {}};
        const FT_Bitmap& grey = face->glyph->bitmap;
        for (int row = 0; row < static_cast<int>(grey.rows); ++row) {
            add_runs(letter, row, grey.buffer + static_cast<std::ptrdiff_t>(row) * grey.pitch,
                static_cast<int>(grey.width));
        }
        return letter;
    }

    void add_runs(Letter& letter, int row, const unsigned char* bytes, int width) const {
        for (int column = 0; column < width; ++column) {
            if (bytes[column] < 128) continue;
            const int first = column;
            while (column < width && bytes[column] >= 128)
                ++column;
            letter.runs.push_back(
                {face->glyph->bitmap_left + first, row - face->glyph->bitmap_top, column - first});
        }
    }

    std::map<Key, Letter> m_letters;
};

Typeface::Typeface(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) {}
Typeface::Typeface(Typeface&&) noexcept = default;
Typeface& Typeface::operator=(Typeface&&) noexcept = default;
Typeface::~Typeface() = default;

Result<Typeface> Typeface::open(const Path& path) {
    auto handle = std::make_unique<Handle>();
    if (FT_Init_FreeType(&handle->library) != 0) {
        return fail(ErrorKind::Unavailable, "FreeType does not start");
    }
    const FT_Error problem = FT_New_Face(handle->library, path.c_str(), 0, &handle->face);
    if (problem == FT_Err_Cannot_Open_Resource) {
        return fail(ErrorKind::NotFound, format("font {}", path.string()));
    }
    if (problem != 0 || FT_IS_SCALABLE(handle->face) == 0) {
        return fail(ErrorKind::InvalidInput, format("font {}: not a scalable font", path.string()));
    }
    return Typeface(std::move(handle));
}

bool Typeface::has(char32_t letter) const {
    return FT_Get_Char_Index(m_handle->face, letter) != 0;
}

int Typeface::width_of(std::string_view text, Em em) {
    int width = 0;
    for (const text::CodePoint& point : text::code_points_of(text))
        width += m_handle->letter(point.value, em).advance;
    return width;
}

void Typeface::draw(Bitmap& picture, int x, int y, std::string_view text, Em em) {
    for (const text::CodePoint& point : text::code_points_of(text)) {
        const Letter& letter = m_handle->letter(point.value, em);
        for (const Letter::Run& run : letter.runs)
            picture.fill(x + run.x, y + run.y, run.length, 1);
        x += letter.advance;
    }
}

}  // namespace otk::picture
