#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/config/config.h"
#include "core/config/toml.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using otk::config::Config;
using otk::config::Process;
using otk::config::TomlTable;

/// Tables nest no deeper than the parser lets them (256).
void read_all(const TomlTable& table) {  // NOLINT(misc-no-recursion): bound above
    for (const std::string& key : table.keys()) {
        // A key with a dot in it cannot be asked for; it must be absent, not a fault.
        if (key.find('.') != std::string::npos) continue;
        OTK_ASSERT(table.has(key));
        static_cast<void>(table.text(key));
        static_cast<void>(table.decimal(key));
        static_cast<void>(table.texts(key));
        static_cast<void>(table.tables(key));
        const auto inner = table.table(key);
        if (inner) read_all(*inner);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = otk::text_of(otk::ByteView(bytes, size));
    for (const Process process :
        {Process::Kiosk, Process::Printd, Process::Syncd, Process::Server}) {
        const auto config = Config::parse(process, text, "fuzz.toml");
        if (!config) OTK_ASSERT(config.error().context.starts_with("fuzz.toml:"));
    }
    const auto table = TomlTable::parse(text, "fuzz.toml");
    if (table) read_all(*table);
    return 0;
}
