#include "kiosk/look/fonts.h"

#include <array>
#include <utility>

#include <ft2build.h>
#include FT_FREETYPE_H

namespace otk::kiosk::look {
namespace {

constexpr std::size_t font_bytes_max = 4U << 20U;

Result<FontFile> load_font(const Path& path) {
    Bytes bytes = OTK_TRY(read_file(path, font_bytes_max));
    return in(path.string(), FontFile::parse(std::move(bytes)));
}

}  // namespace

/// FreeType's side.
struct Fonts::Painter {
    struct Face {
        FT_Face face = nullptr;
        int height_px = 0;
    };
    FT_Library library = nullptr;
    std::array<Face, 2> faces;  ///< regular, bold

    Painter() = default;
    Painter(const Painter&) = delete;
    Painter& operator=(const Painter&) = delete;
    ~Painter() {
        for (const Face& one : faces) {
            if (one.face != nullptr) FT_Done_Face(one.face);
        }
        if (library != nullptr) FT_Done_FreeType(library);
    }

    Result<void> open(Face& into, const FontFile& file) const {
        const Bytes& bytes = file.bytes();
        const FT_Error failed = FT_New_Memory_Face(
            library, bytes.data(), static_cast<FT_Long>(bytes.size()), 0, &into.face);
        if (failed != 0) return fail(ErrorKind::Corrupt, "fonts: a file cannot be drawn");
        return {};
    }

    /// False if the font has no such size.
    static bool set_height(Face& face, int height_px) {
        if (face.height_px == height_px) return true;
        FT_Size_RequestRec size{};
        size.type = FT_SIZE_REQUEST_TYPE_REAL_DIM;
        size.height = static_cast<FT_Long>(height_px) * 64;
        if (FT_Request_Size(face.face, &size) != 0) return false;
        face.height_px = height_px;
        return true;
    }
};

Fonts::Fonts(FontFile regular, FontFile bold)
    : m_regular(std::move(regular)), m_bold(std::move(bold)), m_painter(std::make_unique<Painter>()) {}

Fonts::~Fonts() = default;

Result<std::shared_ptr<Fonts>> Fonts::open(const Path& folder) {
    FontFile regular = OTK_TRY(load_font(folder / "PTS55F.ttf"));
    FontFile bold = OTK_TRY(load_font(folder / "PTS75F.ttf"));
    std::shared_ptr<Fonts> fonts(new Fonts(std::move(regular), std::move(bold)));
    Painter& painter = *fonts->m_painter;
    if (FT_Init_FreeType(&painter.library) != 0) {
        return fail(ErrorKind::Unavailable, "fonts: FreeType does not start");
    }
    OTK_TRY(painter.open(painter.faces[0], fonts->m_regular));
    OTK_TRY(painter.open(painter.faces[1], fonts->m_bold));
    return fonts;
}

const FontFile& Fonts::file(Weight weight) const {
    return weight == Weight::Bold ? m_bold : m_regular;
}

PaintedLetter Fonts::paint(Weight weight, int height_px, char32_t letter) {
    Painter::Face& face = m_painter->faces[weight == Weight::Bold ? 1 : 0];
    const FT_UInt glyph = FT_Get_Char_Index(face.face, letter);
    if (glyph == 0 || !Painter::set_height(face, height_px)) return {};
    // Snaps strokes to rows of pixels and leaves widths alone.
    constexpr FT_Int32 flags = FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT | FT_LOAD_RENDER;
    if (FT_Load_Glyph(face.face, glyph, flags) != 0) return {};
    const FT_GlyphSlot slot = face.face->glyph;
    const FT_Bitmap& bitmap = slot->bitmap;
    if (bitmap.pixel_mode != FT_PIXEL_MODE_GRAY || bitmap.pitch < 0) return {};
    return {slot->bitmap_left, -slot->bitmap_top, static_cast<int>(bitmap.width),
        static_cast<int>(bitmap.rows), bitmap.pitch, bitmap.buffer};
}

}  // namespace otk::kiosk::look
