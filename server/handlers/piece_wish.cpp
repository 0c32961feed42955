#include "server/handlers/piece_wish.h"

#include <charconv>

#include "core/wire/bundle_report.h"
#include "server/http/message.h"

namespace otk::handlers {
namespace {

Result<std::size_t> parse_place(const std::string& digits) {
    std::size_t at = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, wrong] = std::from_chars(digits.data(), end, at);
    if (wrong != std::errc() || stop != end || at >= wire::bundle_transfer_bytes_max)
        return fail(ErrorKind::InvalidInput, "at: a number of bytes expected");
    return at;
}

}  // namespace

Result<PieceWish> parse_piece_wish(std::string_view query) {
    const http::Parameters parameters = OTK_TRY(http::parse_query(query));
    PieceWish wish;
    for (const auto& [name, value] : parameters) {
        if (name == "name" && wire::is_bundle_name(value)) {
            wish.name = value;
        } else if (name == "at") {
            wish.at = OTK_TRY(parse_place(value));
        } else {
            return fail(ErrorKind::InvalidInput, "name and at expected");
        }
    }
    if (wish.name.empty()) return fail(ErrorKind::InvalidInput, "name: a bundle's expected");
    return wish;
}

}  // namespace otk::handlers
