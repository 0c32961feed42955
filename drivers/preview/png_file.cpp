#include "drivers/preview/png_file.h"

#include <memory>

#include <png.h>

namespace otk::preview {
namespace {

void append(png_structp png, png_bytep bytes, png_size_t size) {
    auto* file = static_cast<Bytes*>(png_get_io_ptr(png));
    file->insert(file->end(), bytes, bytes + size);
}

void keep_in_memory(png_structp) {}

/// Only calls into libpng and no objects of ours stand between setjmp and its return.
bool write_rows(png_structp png, png_infop info, const picture::Bitmap& picture,
    png_uint_32 dots_per_metre, Bytes& file) {
    if (setjmp(png_jmpbuf(png)) != 0) return false;  // NOLINT(cert-err52-cpp): libpng's only way
    png_set_write_fn(png, &file, append, keep_in_memory);
    png_set_IHDR(png, info, static_cast<png_uint_32>(picture.width()),
        static_cast<png_uint_32>(picture.height()), 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(png, info, dots_per_metre, dots_per_metre, PNG_RESOLUTION_METER);
    png_write_info(png, info);
    png_set_invert_mono(png);  // in PNG a set bit is white
    for (int y = 0; y < picture.height(); ++y)
        png_write_row(png, picture.rows(y, 1).data());
    png_write_end(png, nullptr);
    return true;
}

struct Writer {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png != nullptr ? png_create_info_struct(png) : nullptr;

    Writer() = default;
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer() { png_destroy_write_struct(&png, &info); }
};

}  // namespace

Result<Bytes> write_png(const picture::Bitmap& picture, int dots_per_metre) {
    Writer writer;
    Bytes file;
    if (writer.info == nullptr || !write_rows(writer.png, writer.info, picture,
                                      static_cast<png_uint_32>(dots_per_metre), file)) {
        return fail(ErrorKind::InvalidInput, "a picture that PNG cannot hold");
    }
    return file;
}

}  // namespace otk::preview
