#include "server/http/message.h"

namespace otk::http {
namespace {

Result<std::string> decoded(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t index = 0; index < text.size(); ++index) {
        if (text[index] == '+') {
            plain.push_back(' ');
        } else if (text[index] == '%') {
            const Bytes byte = OTK_TRY(in("escape", from_hex(text.substr(index + 1, 2))));
            if (byte.size() != 1) return fail(ErrorKind::InvalidInput, "escape cut short");
            plain.push_back(static_cast<char>(byte[0]));
            index += 2;
        } else {
            plain.push_back(text[index]);
        }
    }
    if (!is_utf8(plain)) return fail(ErrorKind::InvalidInput, "text that is not UTF-8");
    return plain;
}

}  // namespace

Result<Parameters> parse_query(std::string_view query) {
    Parameters parameters;
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.empty()) continue;
        const std::size_t equals = std::min(pair.find('='), pair.size());
        std::string name = OTK_TRY(in("query", decoded(pair.substr(0, equals))));
        std::string value =
            OTK_TRY(in("query", decoded(pair.substr(std::min(equals + 1, pair.size())))));
        if (!parameters.emplace(std::move(name), std::move(value)).second) {
            return fail(ErrorKind::InvalidInput, "query: a name given twice");
        }
    }
    return parameters;
}

Response json_response(int status, std::string body) {
    return Response{.status = status, .content_type = "application/json", .body = std::move(body)};
}

Response html_response(int status, std::string body) {
    return Response{
        .status = status, .content_type = "text/html; charset=utf-8", .body = std::move(body)};
}

}  // namespace otk::http
