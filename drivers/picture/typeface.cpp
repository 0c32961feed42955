#include "drivers/picture/typeface.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/text/code_points.h"

namespace otk::picture {

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

    /// The advance of the letter in dots; its picture then stands in the face's slot.
    int load(char32_t letter) {
        // Grey, not FT_LOAD_TARGET_MONO: its drop-out control makes stems of uneven width at
        // these sizes; half covered is black.
        const FT_Error problem = FT_Load_Char(face, letter, FT_LOAD_RENDER | FT_LOAD_TARGET_NORMAL);
        OTK_ASSERT(problem == 0 || face->glyph != nullptr);
        return problem == 0 ? static_cast<int>((face->glyph->advance.x + 32) / 64) : 0;
    }

    void set_size(Em em) {
        OTK_ASSERT(em.wide >= 4 && em.wide <= 400 && em.high >= 4 && em.high <= 400);
        FT_Set_Pixel_Sizes(face, static_cast<FT_UInt>(em.wide), static_cast<FT_UInt>(em.high));
    }

    void stamp(Bitmap& picture, int x, int y) const {
        const FT_Bitmap& grey = face->glyph->bitmap;
        for (unsigned row = 0; row < grey.rows; ++row) {
            const unsigned char* bytes =
                grey.buffer + static_cast<std::ptrdiff_t>(row) * grey.pitch;
            for (unsigned column = 0; column < grey.width; ++column) {
                if (bytes[column] < 128) continue;
                picture.fill(x + face->glyph->bitmap_left + static_cast<int>(column),
                    y - face->glyph->bitmap_top + static_cast<int>(row), 1, 1);
            }
        }
    }
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
    m_handle->set_size(em);
    int width = 0;
    for (const text::CodePoint& letter : text::code_points_of(text))
        width += m_handle->load(letter.value);
    return width;
}

void Typeface::draw(Bitmap& picture, int x, int y, std::string_view text, Em em) {
    m_handle->set_size(em);
    for (const text::CodePoint& letter : text::code_points_of(text)) {
        const int advance = m_handle->load(letter.value);
        m_handle->stamp(picture, x, y);
        x += advance;
    }
}

}  // namespace otk::picture
