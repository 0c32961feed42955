#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "drivers/picture/typeface.h"
#include "drivers/preview/interpreter.h"

namespace otk::preview {

/// The imitated printer: its registers, its line buffer and the paper under its head. The
/// interpreter tells it what each command says.
class Device {
  public:
    Device(picture::Typeface& letters, const Paper& paper);

    /// ESC @: registers only; what lies in the line buffer is lost.
    void reset();
    void set_page(int number) { m_page = number; }
    void set_alignment(int code) { m_alignment = code; }
    void set_bold(bool bold) { m_bold = bold; }
    void set_scale(int wide, int high) {
        m_wide = wide;
        m_high = high;
    }
    void set_line_spacing(int dots) { m_line_spacing = dots; }

    void put_letter(std::uint8_t byte);
    /// LF: prints the line buffer and goes on by the line spacing or the tallest letter.
    void end_line();
    /// ESC J: prints the line buffer and goes on by so many dots.
    void feed(int dots);
    /// False if it is wider than the paper: what stands out is lost.
    bool put_raster(const picture::Bitmap& raster);
    void cut();

    bool has_pending_letters() const { return !m_line.empty(); }
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

    int left_for(int width) const;
    void print_line();
    void make_room(int bottom);

    picture::Typeface& m_letters;
    Paper m_paper;
    picture::Bitmap m_picture;
    int m_y;
    int m_page = 0;
    int m_alignment = 0;
    bool m_bold = false;
    int m_wide = 1;
    int m_high = 1;
    int m_line_spacing = 0;
    std::vector<Letter> m_line;
    std::vector<std::string> m_texts;
    std::vector<std::string> m_warnings;
    int m_cuts = 0;
};

}  // namespace otk::preview
