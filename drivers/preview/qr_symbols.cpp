#include "drivers/preview/qr_symbols.h"

#include <array>

namespace otk::preview {
namespace {

constexpr std::array levels{
    qr::Level::Low, qr::Level::Medium, qr::Level::Quartile, qr::Level::High};

}  // namespace

void QrSymbols::read(CommandBytes& bytes, Device& device) {
    const int size = bytes.next_word();
    const ByteView data = bytes.take(static_cast<std::size_t>(size));
    if (bytes.ended()) return;
    if (size < 3) return bytes.warn("GS ( k: too short");
    if (data[0] != 49) return bytes.warn(format("GS ( k: unknown kind of symbol {}", data[0]));
    const int function = data[1];
    const int value = data[2];
    switch (function) {
        case 65:
            if (size != 4 || value < 49 || value > 51 || data[3] != 0) {
                bytes.warn("GS ( k 65: no such model");
            } else if (value != 50) {
                bytes.warn("GS ( k 65: only model 2 is drawn here");
            }
            return;
        case 67:
            if (size != 3 || value < 1 || value > 16) return bytes.warn("GS ( k 67: 1 to 16 dots");
            m_module_dots = value;
            return;
        case 69:
            if (size != 3 || value < 48 || value > 51) {
                return bytes.warn("GS ( k 69: no such level");
            }
            m_level = levels.at(static_cast<std::size_t>(value - 48));
            return;
        case 80:
            if (value != 48) return bytes.warn("GS ( k 80: m is 48");
            m_text = std::string(text_of(data.subspan(3)));
            return;
        case 81:
            if (size != 3 || value != 48) return bytes.warn("GS ( k 81: m is 48");
            return print(bytes, device);
        default:
            return bytes.warn(format("GS ( k: unknown function {}", function));
    }
}

void QrSymbols::print(CommandBytes& bytes, Device& device) {
    if (device.has_pending_letters()) bytes.warn("GS ( k 81 within a line");
    const auto code = qr::encode(m_text, m_level);
    if (!code) return bytes.warn("GS ( k 81: no symbol can be made of what is stored");
    const int side = code->size() * m_module_dots;
    picture::Bitmap symbol(side, side);
    for (int y = 0; y < code->size(); ++y) {
        for (int x = 0; x < code->size(); ++x) {
            if (!code->is_dark(x, y)) continue;
            symbol.fill(x * m_module_dots, y * m_module_dots, m_module_dots, m_module_dots);
        }
    }
    if (!device.put_raster(symbol)) bytes.warn("GS ( k 81: a symbol wider than the paper");
    device.put_link(m_text);
}

}  // namespace otk::preview
