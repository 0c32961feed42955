#include "cli/command.h"

#include "core/base/assert.h"

namespace otk::cli {

bool Arguments::flag(std::string_view name) const {
    return !text(name).empty();
}

const std::string& Arguments::text(std::string_view name) const {
    const std::vector<std::string>& values = rest(name);
    static const std::string nothing;
    return values.empty() ? nothing : values.front();
}

const std::vector<std::string>& Arguments::rest(std::string_view name) const {
    const auto found = m_values.find(name);
    OTK_ASSERT(found != m_values.end());
    return found->second;
}

}  // namespace otk::cli
