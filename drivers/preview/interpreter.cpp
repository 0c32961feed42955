#include "drivers/preview/interpreter.h"

#include <optional>
#include <utility>

#include "core/base/format.h"
#include "drivers/preview/command_bytes.h"
#include "drivers/preview/device.h"
#include "drivers/preview/pictures.h"
#include "drivers/preview/qr_symbols.h"

namespace otk::preview {
namespace {

constexpr std::uint8_t lf = 0x0A;
constexpr std::uint8_t cr = 0x0D;
constexpr std::uint8_t esc = 0x1B;
constexpr std::uint8_t fs = 0x1C;
constexpr std::uint8_t gs = 0x1D;

/// Walks over the bytes; every command of the reference that slips need is a case below.
class Reader {
  public:
    Reader(ByteView bytes, const Facts& facts, Device& device)
        : m_bytes(bytes, device), m_facts(facts), m_device(device) {}

    void read_all() {
        while (m_bytes.begins_command()) {
            if (m_device.is_at_end_of_paper()) {
                return m_bytes.warn("more paper than a slip may take");
            }
            read_one();
        }
        if (m_device.has_pending_letters()) {
            m_bytes.warn("the last line is never printed: no LF");
        }
    }

  private:
    void warn(std::string_view what) { m_bytes.warn(what); }

    void read_one() {
        const int byte = m_bytes.next();
        if (byte == esc) return read_esc();
        if (byte == fs) return read_fs();
        if (byte == gs) return read_gs();
        if (byte == lf) return m_device.end_line();
        if (byte == cr) return;
        if (byte < 0x20) return warn(format("unknown control byte 0x{:02X}", byte));
        m_device.put_letter(static_cast<std::uint8_t>(byte));
    }

    void read_esc() {
        const int command = m_bytes.next();
        switch (command) {
            case '@':
                m_symbols.reset();
                return m_device.reset();
            case '*':
                ask(Extra::BitImage, "ESC *");
                return read_bit_image(m_bytes, m_device);
            case '2':
                return m_device.set_default_line_spacing();
            case '3':
                return m_device.set_line_spacing(m_bytes.next());
            case 'E':
                return m_device.set_bold(m_bytes.next() % 2 == 1);
            case 'J':
                return m_device.feed(m_bytes.next());
            case 'a':
                return read_alignment();
            case 'd': {
                for (int lines = m_bytes.next(); lines > 0; --lines)
                    m_device.end_line();
                return;
            }
            case 'i':
            case 'm':
                ask(Extra::Cut, "ESC i, ESC m");
                if (m_device.has_pending_letters()) warn("a cut within a line");
                return m_device.cut();
            case 't':
                return read_page();
            default:
                return warn(format("unknown command ESC 0x{:02X}", command));
        }
    }

    void read_fs() {
        const int command = m_bytes.next();
        if (command != '.') warn(format("unknown command FS 0x{:02X}", command));
    }

    void read_gs() {
        const int command = m_bytes.next();
        switch (command) {
            case '!':
                return read_size();
            case '(':
                return read_gs_bracket();
            case 'V':
                return read_cut();
            case 'e':
                ask(Extra::Ejector, "GS e");
                return read_ejector();
            case 'v':
                if (m_bytes.next() != '0') return warn("unknown command GS v");
                ask(Extra::RasterImage, "GS v 0");
                return read_raster_image(m_bytes, m_device);
            default:
                return warn(format("unknown command GS 0x{:02X}", command));
        }
    }

    void read_gs_bracket() {
        const int command = m_bytes.next();
        if (command == 'L') {
            ask(Extra::Graphics, "GS ( L");
            return m_graphics.read(m_bytes, m_device);
        }
        if (command == 'k') {
            ask(Extra::QrSymbol, "GS ( k");
            return m_symbols.read(m_bytes, m_device);
        }
        warn(format("unknown command GS ( 0x{:02X}", command));
    }

    /// Warns if the imitated printer does not know the command; it is read all the same.
    void ask(Extra extra, std::string_view name) {
        if (!m_facts.extras.contains(extra)) warn(format("{}: not known to this printer", name));
    }

    void read_alignment() {
        const int code = m_bytes.next();
        // The reference takes the digit's character as well.
        const int place = code >= '0' ? code - '0' : code;
        if (place > 2) return warn(format("ESC a {}: no such alignment", code));
        if (m_device.has_pending_letters()) warn("ESC a within a line is ignored");
        m_device.set_alignment(place);
    }

    void read_page() {
        const int number = m_bytes.next();
        if (!m_device.set_page(number)) {
            warn(format("ESC t {}: code page unknown to this printer", number));
        }
    }

    void read_size() {
        const int code = m_bytes.next();
        const int wide = code / 16 + 1;
        const int high = code % 16 + 1;
        if (wide > 8 || high > 8) return warn(format("GS ! {}: no such size", code));
        m_device.set_scale(wide, high);
    }

    void read_cut() {
        ask(Extra::Cut, "GS V");
        const int mode = m_bytes.next();
        if (m_device.has_pending_letters()) warn("GS V within a line");
        const bool plain = mode == 0 || mode == 1 || mode == 48 || mode == 49;
        const bool feeding = mode == 65 || mode == 66;
        if (!plain && !feeding) return warn(format("GS V {}: no such cut", mode));
        if (feeding) m_device.feed(m_bytes.next());
        m_device.cut();
    }

    void read_ejector() {
        const int deed = m_bytes.next();
        switch (deed) {
            case 2:   // retract
            case 5:   // eject
            case 6:   // tell how the ejector is
            case 18:  // do not push the slip out while it is printed
            case 20:
                return;
            case 3:  // present by so many steps
                m_bytes.next();
                return m_device.present();
            case 32:  // the same, and take back after so many seconds
                m_bytes.next_word();
                return m_device.present();
            default:
                return warn(format("GS e {}: no such deed", deed));
        }
    }

    CommandBytes m_bytes;
    const Facts& m_facts;
    Device& m_device;
    Graphics m_graphics;
    QrSymbols m_symbols;
};

}  // namespace

Result<Interpreter> Interpreter::create(const Path& font_folder, const Facts& facts) {
    return Interpreter(OTK_TRY(picture::Typeface::open(font_folder / "PTM55F.ttf")), facts);
}

Printout Interpreter::print(ByteView bytes) {
    Device device(m_letters, m_facts);
    Reader(bytes, m_facts, device).read_all();
    return device.take();
}

}  // namespace otk::preview
