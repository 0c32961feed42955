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

std::vector<std::string> read_by_zbarimg(const std::vector<Path>& pngs) {
    std::string command = "zbarimg --quiet --raw -Sdisable -Sqrcode.enable";
    for (const Path& png : pngs)
        command += " '" + png.string() + "'";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(
        ::popen((command + " 2>/dev/null").c_str(), "r"), ::pclose);
    std::vector<std::string> links;
    std::array<char, 1024> line{};
    while (pipe && std::fgets(line.data(), static_cast<int>(line.size()), pipe.get()) != nullptr) {
        links.emplace_back(line.data());
        if (links.back().ends_with('\n')) links.back().pop_back();
    }
    return links;
}

std::string read_by_zbarimg(const Path& png) {
    const std::vector<std::string> links = read_by_zbarimg(std::vector<Path>{png});
    return links.empty() ? std::string() : links.front();
}

}  // namespace otk::test
