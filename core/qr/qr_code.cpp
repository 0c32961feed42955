#include "core/qr/qr_code.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <utility>

#include <qrencode.h>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::qr {
namespace {

constexpr std::size_t text_bytes_max = 2953;

/// Bytes that versions 1 to 40 hold at each level: ISO/IEC 18004:2015, table 7, column "byte".
using Capacities = std::array<std::uint16_t, 40>;
constexpr Capacities low_bytes{17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458,
    520, 586, 644, 718, 792, 858, 929, 1003, 1091, 1171, 1273, 1367, 1465, 1528, 1628, 1732, 1840,
    1952, 2068, 2188, 2303, 2431, 2563, 2699, 2809, 2953};
constexpr Capacities medium_bytes{14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362,
    412, 450, 504, 560, 624, 666, 711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538,
    1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331};
constexpr Capacities quartile_bytes{11, 20, 32, 46, 60, 74, 86, 108, 130, 151, 177, 203, 241, 258,
    292, 322, 364, 394, 442, 482, 509, 565, 611, 661, 715, 751, 805, 868, 908, 982, 1030, 1112,
    1168, 1228, 1283, 1351, 1423, 1499, 1579, 1663};
constexpr Capacities high_bytes{7, 14, 24, 34, 44, 58, 64, 84, 98, 119, 137, 155, 177, 194, 220,
    250, 280, 310, 338, 382, 403, 439, 461, 511, 535, 593, 625, 658, 698, 742, 790, 842, 898, 958,
    983, 1051, 1093, 1139, 1219, 1273};
static_assert(low_bytes.back() == text_bytes_max);

const Capacities& capacities_of(Level level) {
    switch (level) {
        case Level::Low:
            return low_bytes;
        case Level::Medium:
            return medium_bytes;
        case Level::Quartile:
            return quartile_bytes;
        case Level::High:
            return high_bytes;
    }
    OTK_UNREACHABLE();
}

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

std::optional<int> size_for(std::size_t text_bytes, Level level) {
    const Capacities& capacities = capacities_of(level);
    const auto version = std::lower_bound(capacities.begin(), capacities.end(), text_bytes);
    if (text_bytes == 0 || version == capacities.end()) return std::nullopt;
    return 21 + 4 * static_cast<int>(version - capacities.begin());
}

}  // namespace otk::qr
