#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/base/result.h"
#include "drivers/printer/advice.h"
#include "drivers/printer/slip_template.h"

namespace otk::service {

/// Which slip is ordered: a template's name, a language, and the fields' values.
struct SlipOrder {
    std::string template_name;
    std::string language;
    printer::SlipFields fields;

    /// Strict: an unknown member is InvalidInput. A template's name is letters, digits and "-".
    static Result<SlipOrder> parse(const Json& json);
    /// The same members again, for the spool.
    Json to_json() const;

    friend bool operator==(const SlipOrder&, const SlipOrder&) = default;
};

enum class Operation { Status, Watch, Print, Preview, Advise, Job, Jobs, Cancel, Pause, Resume };
enum class Owner { Visitor, Staff };

/// One line of the socket's protocol (docs/PRINTING.md). Members that the operation does not have
/// keep their defaults.
struct Request {
    Operation operation = Operation::Status;
    Owner owner = Owner::Visitor;
    int copies = 1;
    SlipOrder slip;
    std::int64_t job = 0;
    printer::SlipSeen seen;
};

/// "invalid_input", "not_found", …: the words of the protocol.
std::string protocol_word(ErrorKind kind);

/// Strict: unknown operation or member, wrong type, copies out of range are InvalidInput with the
/// word probably meant. Errors never hold a value.
Result<Request> parse_request(std::string_view line);

}  // namespace otk::service
