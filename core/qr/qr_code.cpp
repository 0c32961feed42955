#include "core/qr/qr_code.h"

#include <cerrno>
#include <memory>
#include <utility>

#include <qrencode.h>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::qr {
namespace {

constexpr std::size_t text_bytes_max = 2953;

QRecLevel foreign(Level level) {
    switch (level) {
        case Level::Low:
            return QR_ECLEVEL_L;
        case Level::Medium:
            return QR_ECLEVEL_M;
        case Level::Quartile:
            return QR_ECLEVEL_Q;
        case Level::High:
            return QR_ECLEVEL_H;
    }
    OTK_UNREACHABLE();
}

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

QrCode::QrCode(int size, std::vector<std::uint8_t> modules)
    : m_size(size), m_modules(std::move(modules)) {
    OTK_ASSERT(size > 0 && m_modules.size() == static_cast<std::size_t>(size * size));
}

Result<QrCode> encode(std::string_view text, Level level) {
    if (text.empty()) return fail(ErrorKind::InvalidInput, "QR code: nothing to encode");
    if (text.find('\0') != std::string_view::npos) {
        return fail(ErrorKind::InvalidInput, "QR code: a zero byte in the text");
    }
    const Failure too_long = fail(ErrorKind::InvalidInput,
        format("QR code: {} bytes are more than a symbol holds", text.size()));
    if (text.size() > text_bytes_max) return too_long;
    // Bytes, not QRcode_encodeString: that one splits into modes, which saves nothing for a link in
    // lower case and takes longer.
    const std::unique_ptr<QRcode, Free> code(QRcode_encodeData(static_cast<int>(text.size()),
        reinterpret_cast<const unsigned char*>(text.data()), 0, foreign(level)));
    if (!code) {
        if (errno == ERANGE) return too_long;
        return fail(ErrorKind::Unavailable, "QR code: the encoder gave up");
    }
    std::vector<std::uint8_t> modules(static_cast<std::size_t>(code->width * code->width));
    for (std::size_t index = 0; index < modules.size(); ++index) {
        modules[index] = code->data[index] & 1U;  // the lowest bit: dark; the rest is the library's
    }
    return QrCode(code->width, std::move(modules));
}

}  // namespace otk::qr
