#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "drivers/preview/interpreter.h"
#include "tests/fuzz/fuzz_target.h"

/// Any bytes are drawn, on bounded paper and with a bounded list of warnings.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using otk::preview::Extra;
    static auto interpreter = [] {
        otk::preview::Facts facts;
        facts.extras = {Extra::RasterImage, Extra::Graphics, Extra::BitImage, Extra::QrSymbol,
            Extra::Cut, Extra::Ejector};
        return otk::preview::Interpreter::create("/usr/share/fonts/truetype/paratype", facts)
            .value();
    }();
    const auto printout = interpreter.print(otk::ByteView(bytes, size));
    OTK_ASSERT(printout.picture.width() == 640);
    OTK_ASSERT(printout.picture.height() <= 20'064);
    for (const std::string& text : printout.texts)
        OTK_ASSERT(otk::is_utf8(text));
    return 0;
}
