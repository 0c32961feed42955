#include "core/config/documents.h"

#include <set>

#include <catch2/catch.hpp>

#include "core/base/file.h"
#include "core/base/format.h"
#include "core/config/config.h"

using namespace otk;
using namespace otk::config;

namespace {

constexpr auto processes = {Process::Kiosk, Process::Printd, Process::Syncd, Process::Server};

std::string committed(std::string_view name) {
    const Bytes bytes = read_file(Path(OTK_SOURCE_DIR) / name, 1U << 20U).value();
    return std::string(text_of(bytes));
}

/// The default file with every commented setting switched on.
std::string uncommented(std::string text) {
    for (const Setting& setting : settings()) {
        const std::string line = format("\n#{} = ", setting.name);
        const std::size_t at = text.find(line);
        if (at != std::string::npos) text.erase(at + 1, 1);
    }
    return text;
}

}  // namespace

TEST_CASE("the commented default files are those of the table (else run otk_write_settings .)") {
    for (const Process process : processes) {
        CHECK(committed(format("config/defaults/{}.toml", name_of(process))) ==
              default_file(process));
    }
}

TEST_CASE("the manual's settings are those of the table (else run otk_write_settings .)") {
    CHECK(committed("docs/SETTINGS.md") == settings_manual());
}

TEST_CASE("a default file is accepted as it is and with every line switched on") {
    for (const Process process : processes) {
        const std::string file = default_file(process);
        CHECK(Config::parse(process, file, "x.toml").has_value());
        const auto all = Config::parse(process, uncommented(file), "x.toml");
        INFO((all ? std::string() : all.error().context));
        CHECK(all.has_value());
    }
}

TEST_CASE("each row of the table is whole and unique") {
    std::set<std::string> seen;
    for (const Setting& setting : settings()) {
        const std::string key = format("{}.{}", name_of(setting.process), setting.name);
        INFO(key);
        CHECK(seen.insert(key).second);
        CHECK(setting.doc.ends_with('.'));
        CHECK(setting.doc.size() > 20);
        CHECK((setting.type == SettingType::Choice) == !setting.choices.empty());
        const bool number =
            setting.type == SettingType::Integer || setting.type == SettingType::Decimal;
        CHECK(number == (setting.smallest < setting.largest));
        const bool named_seconds = setting.name.find("_s") + 2 == setting.name.size();
        if (named_seconds) CHECK(setting.unit == "s");
    }
}
