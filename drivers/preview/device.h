#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "drivers/picture/typeface.h"
#include "drivers/preview/interpreter.h"

namespace otk::preview {

/// The imitated printer: its registers, its line buffer and the paper under its head. The
/// interpreter tells it what each command says.
class Device {
  public:
    Device(picture::Typeface& letters, const Facts& facts);

    /// ESC @: registers only; what lies in the line buffer is lost.
    void reset();
    /// ESC t; false for a number that this printer has no page for.
    bool set_page(int number);
    void set_alignment(int code) { m_alignment = code; }
    void set_bold(bool bold) { m_bold = bold; }
    void set_scale(int wide, int high) {
        m_wide = wide;
        m_high = high;
    }
    void set_default_line_spacing();
    void set_line_spacing(int units) { m_line_spacing = dots_of(units); }

    void put_letter(std::uint8_t byte);
    /// ESC *: a band of dots in the line buffer.
    void put_band(const picture::Bitmap& band);
    /// LF: prints the line buffer and goes on by the line spacing or the tallest letter.
    void end_line();
    /// ESC J: prints the line buffer and goes on by so much.
    void feed(int units);
    /// A picture on a line of its own; false if it is wider than the paper: what stands out is
    /// lost.
    bool put_raster(const picture::Bitmap& raster);
    void put_link(std::string link) { m_links.push_back(std::move(link)); }
    void cut();
    void present() { m_is_presented = true; }

    bool has_pending_letters() const { return !m_line.empty() || m_band.has_value(); }
    bool is_at_end_of_paper() const;
    void warn(std::string warning) { m_warnings.push_back(std::move(warning)); }

    Printout take();

  private:
    struct Letter {
        std::string text;
        int wide;
        int high;
        bool bold;
    };

    int dots_of(int units) const;
    int left_for(int width) const;
    void feed_dots(int dots);
    void print_band();
    void print_line();
    void make_room(int bottom);

    picture::Typeface& m_letters;
    const Facts& m_facts;
    picture::Bitmap m_picture;
    int m_y;
    std::string m_page;
    int m_alignment = 0;
    bool m_bold = false;
    int m_wide = 1;
    int m_high = 1;
    int m_line_spacing = 0;
    std::vector<Letter> m_line;
    std::optional<picture::Bitmap> m_band;
    std::vector<std::string> m_texts;
    std::vector<std::string> m_links;
    std::vector<std::string> m_warnings;
    int m_cuts = 0;
    bool m_is_presented = false;
};

}  // namespace otk::preview
