#pragma once

#include <string_view>

#include "core/base/result.h"
#include "server/http/message.h"

namespace otk::handlers {

/// The answer to a kiosk's courier that gets nothing. To it every answer without a signature means
/// "try later"; the status is for people. What is the server's own trouble is logged as `what`.
http::Response refusal_of(const Error& error, std::string_view what);

}  // namespace otk::handlers
