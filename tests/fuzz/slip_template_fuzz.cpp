#include "core/base/bytes.h"
#include "drivers/printer/escpos.h"
#include "drivers/printer/slip_template.h"
#include "tests/fuzz/fuzz_target.h"

/// A template that is taken can be filled and encoded, or is refused with an error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace otk::printer;
    const auto made = SlipTemplate::parse(otk::text_of(otk::ByteView(bytes, size)));
    if (!made) return 0;
    const SlipFields fields{{"link", "https://gorod.example/7K2F"},
        {"address", "gorod.example/7K2F"}, {"place", "Зал 2, окно 7"}};
    for (const std::string& language : made->languages()) {
        const auto slip = made->fill(language, fields);
        if (slip) static_cast<void>(encode_escpos(*slip, models().front(), nullptr));
    }
    return 0;
}
