#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"

namespace otk::http {

/// Who may use an address.
enum class Access {
    Anyone,  ///< tells nothing that needs protection
    Kiosk,   ///< the signature over the body decides, in the handler
    Staff,   ///< the handler gets it only if Options::staff_allowed; others get 403
};

/// One row of the table of addresses.
struct Route {
    Method method = Method::Get;
    std::string path;  ///< exact
    Access access = Access::Anyone;
    std::size_t body_bytes_max = 0;
    Handler handler;
};

/// A refusal that the server itself makes: 400, 403, 404, 405, 408, 413, 431, 500, 503.
using RefusalPage = std::function<Response(int status, bool for_program)>;

/// The table of addresses. Immutable after it was made; any thread may ask it.
class Router {
  public:
    Router(std::vector<Route> routes, bool staff_allowed, RefusalPage refusal);

    /// The row for this request, or null pointer with the status of the refusal. HEAD asks as Get.
    struct Match {
        const Route* route = nullptr;
        int status = 200;
        std::string allow = {};  ///< of a 405: the methods that the path has
    };
    Match find(std::string_view method, std::string_view path) const;

    /// Pages for people, JSON for programs (paths under /api/).
    Response refusal(int status, std::string_view path, std::string_view allow = {}) const;

  private:
    std::vector<Route> m_routes;
    bool m_staff_allowed;
    RefusalPage m_refusal;
};

}  // namespace otk::http
