#include "drivers/preview/interpreter.h"

#include <array>

#include "core/base/format.h"
#include "drivers/preview/device.h"

namespace otk::preview {
namespace {

constexpr std::uint8_t lf = 0x0A;
constexpr std::uint8_t cr = 0x0D;
constexpr std::uint8_t esc = 0x1B;
constexpr std::uint8_t fs = 0x1C;
constexpr std::uint8_t gs = 0x1D;
constexpr std::size_t warnings_max = 100;

/// Walks over the bytes; every command of the reference that slips need is a case below.
class Reader {
  public:
    Reader(ByteView bytes, Device& device) : m_bytes(bytes), m_device(device) {}

    void read_all() {
        while (m_at < m_bytes.size()) {
            if (m_device.is_at_end_of_paper()) return warn("more paper than a slip may take");
            if (m_warnings == warnings_max) return;
            m_begin = m_at;
            read_one();
        }
        if (m_device.has_pending_letters()) warn("the last line is never printed: no LF");
    }

  private:
    void warn(std::string_view what) {
        ++m_warnings;
        m_device.warn(format("at byte {}: {}", m_begin, what));
    }

    /// The next byte; 0 and a warning where the bytes end within a command.
    int next() {
        if (m_at < m_bytes.size()) return m_bytes[m_at++];
        if (!m_ended) warn("the bytes end within a command");
        m_ended = true;
        return 0;
    }

    void read_one() {
        const int byte = next();
        if (byte == esc) return read_esc();
        if (byte == fs) return read_fs();
        if (byte == gs) return read_gs();
        if (byte == lf) return m_device.end_line();
        if (byte == cr) return;
        if (byte < 0x20) return warn(format("unknown control byte 0x{:02X}", byte));
        m_device.put_letter(static_cast<std::uint8_t>(byte));
    }

    void read_esc() {
        const int command = next();
        switch (command) {
            case '@':
                return m_device.reset();
            case '2':
                return m_device.set_line_spacing(30);
            case '3':
                return m_device.set_line_spacing(next());
            case 'E':
                return m_device.set_bold(next() % 2 == 1);
            case 'J':
                return m_device.feed(next());
            case 'a':
                return read_alignment();
            case 'd': {
                for (int lines = next(); lines > 0; --lines)
                    m_device.end_line();
                return;
            }
            case 't':
                return read_page();
            default:
                return warn(format("unknown command ESC 0x{:02X}", command));
        }
    }

    void read_fs() {
        const int command = next();
        if (command != '.') warn(format("unknown command FS 0x{:02X}", command));
    }

    void read_gs() {
        const int command = next();
        switch (command) {
            case '!':
                return read_size();
            case 'V':
                return read_cut();
            case 'v':
                return read_raster();
            default:
                return warn(format("unknown command GS 0x{:02X}", command));
        }
    }

    void read_alignment() {
        const int code = next();
        // The reference takes the digit's character as well.
        const int place = code >= '0' ? code - '0' : code;
        if (place > 2) return warn(format("ESC a {}: no such alignment", code));
        if (m_device.has_pending_letters()) warn("ESC a within a line is ignored");
        m_device.set_alignment(place);
    }

    void read_page() {
        const int number = next();
        if (number != 0 && number != 17) warn(format("ESC t {}: code page unknown here", number));
        m_device.set_page(number);
    }

    void read_size() {
        const int code = next();
        const int wide = code / 16 + 1;
        const int high = code % 16 + 1;
        if (wide > 8 || high > 8) return warn(format("GS ! {}: no such size", code));
        m_device.set_scale(wide, high);
    }

    void read_cut() {
        const int mode = next();
        if (m_device.has_pending_letters()) warn("GS V within a line");
        const bool plain = mode == 0 || mode == 1 || mode == 48 || mode == 49;
        const bool feeding = mode == 65 || mode == 66;
        if (!plain && !feeding) return warn(format("GS V {}: no such cut", mode));
        if (feeding) m_device.feed(next());
        m_device.cut();
    }

    void read_raster() {
        if (next() != '0') return warn("unknown command GS v");
        const int mode = next();
        int row_bytes = next();
        row_bytes += 256 * next();
        int rows = next();
        rows += 256 * next();
        if (m_ended) return;
        if (mode > 3 && (mode < '0' || mode > '3'))
            return warn(format("GS v 0 {}: no such mode", mode));
        if (row_bytes == 0 || rows == 0) return warn("GS v 0: an empty picture");
        if (m_device.has_pending_letters()) warn("GS v 0 within a line");
        const std::size_t size =
            static_cast<std::size_t>(row_bytes) * static_cast<std::size_t>(rows);
        if (size > m_bytes.size() - m_at) {
            m_at = m_bytes.size();
            return warn("GS v 0: the bytes end within the picture");
        }
        draw_raster(m_bytes.subspan(m_at, size), row_bytes, rows, mode % 16);
        m_at += size;
    }

    /// Bit 0 of the mode doubles the width, bit 1 the height.
    void draw_raster(ByteView bytes, int row_bytes, int rows, int mode) {
        constexpr int side_max = 8192;
        if (row_bytes * 8 > side_max || rows > side_max) return warn("GS v 0: too large a picture");
        picture::Bitmap small(row_bytes * 8, rows);
        for (int y = 0; y < rows; ++y) {
            for (int x = 0; x < row_bytes * 8; ++x) {
                const unsigned byte = bytes[static_cast<std::size_t>(y * row_bytes + x / 8)];
                if ((byte >> static_cast<unsigned>(7 - x % 8) & 1U) != 0) small.fill(x, y, 1, 1);
            }
        }
        const int wide = mode % 2 + 1;
        const int high = mode / 2 + 1;
        picture::Bitmap raster(small.width() * wide, small.height() * high);
        raster.stamp(small, 0, 0, wide, high);
        if (!m_device.put_raster(raster)) warn("GS v 0: a picture wider than the paper");
    }

    ByteView m_bytes;
    Device& m_device;
    std::size_t m_at = 0;
    std::size_t m_begin = 0;  ///< of the command that is being read
    std::size_t m_warnings = 0;
    bool m_ended = false;
};

}  // namespace

Result<Interpreter> Interpreter::create(const Path& font_folder, const Paper& paper) {
    return Interpreter(OTK_TRY(picture::Typeface::open(font_folder / "PTM55F.ttf")), paper);
}

Printout Interpreter::print(ByteView bytes) {
    Device device(m_letters, m_paper);
    Reader(bytes, device).read_all();
    return device.take();
}

}  // namespace otk::preview
