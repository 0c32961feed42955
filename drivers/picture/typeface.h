#pragma once

#include <memory>
#include <string_view>

#include "core/base/file.h"
#include "core/base/result.h"
#include "drivers/picture/bitmap.h"

namespace otk::picture {

/// The size of letters in dots. A device's own fonts are often narrower than their height asks.
struct Em {
    int wide;
    int high;

    static Em square(int dots) { return {dots, dots}; }
};

/// The letters of one font file as black dots, kept once they were drawn: a slip's words are the
/// same again and again. FreeType stays behind this header. One thread.
class Typeface {
  public:
    /// NotFound if there is no such file, InvalidInput if it is no scalable font.
    static Result<Typeface> open(const Path& path);

    Typeface(Typeface&&) noexcept;
    Typeface& operator=(Typeface&&) noexcept;
    ~Typeface();

    /// False for a letter that the file lacks; spaces are there.
    bool has(char32_t letter) const;

    /// The width of a line in dots. A letter that the file lacks shows its "missing" box.
    int width_of(std::string_view text, Em em);

    /// Draws the line, its left at x, its baseline at y. An em is from 4 to 400 dots.
    void draw(Bitmap& picture, int x, int y, std::string_view text, Em em);

  private:
    struct Handle;
    explicit Typeface(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> m_handle;
};

}  // namespace otk::picture
