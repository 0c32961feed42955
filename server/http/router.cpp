#include "server/http/router.h"

#include <optional>

#include "core/base/assert.h"

namespace otk::http {
namespace {

std::optional<Method> method_from(std::string_view name) {
    if (name == "GET" || name == "HEAD") return Method::Get;
    if (name == "POST") return Method::Post;
    return std::nullopt;
}

std::string_view words_of(Method method) {
    switch (method) {
        case Method::Get:
            return "GET, HEAD";
        case Method::Post:
            return "POST";
    }
    OTK_UNREACHABLE();
}

}  // namespace

Router::Router(std::vector<Route> routes, bool staff_allowed, RefusalPage refusal)
    : m_routes(std::move(routes)), m_staff_allowed(staff_allowed), m_refusal(std::move(refusal)) {}

Router::Match Router::find(std::string_view method, std::string_view path) const {
    const auto wanted = method_from(method);
    Match match{.route = nullptr, .status = 404};
    for (const Route& route : m_routes) {
        if (route.path != path) continue;
        if (wanted == route.method) {
            if (route.access == Access::Staff && !m_staff_allowed) return Match{nullptr, 403};
            return Match{&route, 200};
        }
        match.status = 405;
        if (!match.allow.empty()) match.allow += ", ";
        match.allow += words_of(route.method);
    }
    return match;
}

Response Router::refusal(int status, std::string_view path, std::string_view allow) const {
    Response response = m_refusal(status, path.substr(0, 5) == "/api/");
    if (!allow.empty()) response.headers.emplace_back("Allow", allow);
    return response;
}

}  // namespace otk::http
