#include "tests/drivers/slips.h"

#include <array>
#include <cstdio>
#include <memory>

namespace otk::test {

printer::SlipTemplate phone_template() {
    const Bytes json =
        read_file(Path(OTK_SOURCE_DIR) / "config/slips/phone.json", 1U << 16U).value();
    return printer::SlipTemplate::parse(text_of(json)).value();
}

printer::SlipFields phone_fields() {
    return {{"link", "https://gorod.example/7K2F"}, {"address", "gorod.example/7K2F"},
        {"place", "Зал 2, окно 7"}, {"until", "31.12.2026"}};
}

printer::Slip phone_slip(std::string_view language) {
    return phone_template().fill(language, phone_fields()).value();
}

std::string read_by_zbarimg(const Path& png) {
    const std::string command =
        "zbarimg --quiet --raw -Sdisable -Sqrcode.enable '" + png.string() + "' 2>/dev/null";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::string text;
    std::array<char, 1024> part{};
    while (pipe && std::fgets(part.data(), static_cast<int>(part.size()), pipe.get()) != nullptr) {
        text += part.data();
    }
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

}  // namespace otk::test
