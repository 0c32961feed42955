#include "core/form/utf8.h"

namespace otk::form {

std::vector<std::string_view> characters_of(std::string_view text) {
    std::vector<std::string_view> characters;
    std::size_t start = 0;
    for (std::size_t at = 1; at <= text.size(); ++at) {
        const bool continues =
            at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
        if (continues) continue;
        characters.push_back(text.substr(start, at - start));
        start = at;
    }
    return characters;
}

}  // namespace otk::form
