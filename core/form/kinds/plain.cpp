#include "core/form/kinds/plain.h"

#include <algorithm>

#include "core/base/bytes.h"
#include "core/base/local_day.h"
#include "core/form/form.h"

namespace otk::form {
namespace {

Failure refuse(std::string_view what) { return fail(ErrorKind::InvalidInput, std::string(what)); }

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n') || byte == 0x7F;
}

}  // namespace

Result<std::string> accept_nothing(const Form&, const Question&, std::string_view) {
    return refuse("takes no answer");
}

Result<std::string> accept_text(const Form&, const Question&, std::string_view value) {
    if (value.size() > text_answer_bytes_max) return refuse("the text is too long");
    if (!is_utf8(value)) return refuse("the text is not UTF-8");
    if (std::any_of(value.begin(), value.end(), is_control)) {
        return refuse("the text has control characters");
    }
    return std::string(value);
}

Result<std::string> accept_acknowledgement(const Form&, const Question&, std::string_view value) {
    if (value != "OK") return refuse("an acknowledgement is OK or nothing");
    return std::string(value);
}

Result<std::string> accept_date(const Form&, const Question&, std::string_view value) {
    const Result<Day> day = parse_civil_day(value);
    if (!day) return refuse("not a day as YYYY-MM-DD");
    return to_text(*day);
}

}  // namespace otk::form
