#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace otk::http {

enum class Method { Get, Post };

/// What a handler may know of a request. By design there is no address, no user agent and no cookie
/// in it: what is not here cannot be logged or stored.
struct Request {
    Method method = Method::Get;
    std::string path;          ///< "/api/v1/figures"; not decoded
    std::string query;         ///< after "?", not decoded
    std::string content_type;  ///< without parameters, lower case
    Bytes body;
};

struct Response {
    int status = 200;
    std::string content_type = "text/plain; charset=utf-8";
    std::string body = {};
    std::vector<std::pair<std::string, std::string>> headers = {};  ///< besides the usual ones
};

/// Hands the response back; to be called once, from any thread.
using Reply = std::function<void(Response)>;

/// Runs on the event loop's thread, so it never blocks: slow work goes to a WorkQueue, which calls
/// the reply when it is done.
using Handler = std::function<void(Request, Reply)>;

using Parameters = std::map<std::string, std::string, std::less<>>;

/// "period=2026-W47&place=hall-2" decoded. InvalidInput for a bad escape, a repeated name or text
/// that is not UTF-8.
Result<Parameters> parse_query(std::string_view query);

Response json_response(int status, std::string body);
Response html_response(int status, std::string body);

}  // namespace otk::http
