#include "server/handlers/refusal.h"

#include "core/base/assert.h"
#include "core/base/log.h"
#include "server/handlers/addresses.h"
#include "server/web/figures_json.h"

namespace otk::handlers {
namespace {

constexpr int retry_after_storage_s = 300;

}  // namespace

http::Response refusal_of(const Error& error, std::string_view what) {
    switch (error.kind) {
        case ErrorKind::InvalidInput:
        case ErrorKind::Corrupt:
        case ErrorKind::Unsupported:
            return http::json_response(400, web::error_json(error.context));
        case ErrorKind::Permission:
            return http::json_response(403, web::error_json(error.context));
        case ErrorKind::NotFound:
            return http::json_response(404, web::error_json(error.context));
        case ErrorKind::Unavailable:
        case ErrorKind::Conflict:
        case ErrorKind::NoSpace:
        case ErrorKind::Io:
            log::error(what, {{"error", error}});
            return busy(retry_after_storage_s, true);
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::handlers
