#include "core/form/regular_expression.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>
#include <string>
#include <utility>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::form {
namespace {

constexpr std::uint32_t nesting_max = 32;
constexpr std::uint32_t heap_kib_max = 1024;

struct FreeCode {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
struct FreeCompileContext {
    void operator()(pcre2_compile_context* context) const { pcre2_compile_context_free(context); }
};
struct FreeMatchContext {
    void operator()(pcre2_match_context* context) const { pcre2_match_context_free(context); }
};
struct FreeMatchData {
    void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
};

PCRE2_SPTR units_of(std::string_view text) {
    static constexpr std::array<PCRE2_UCHAR, 1> nothing = {0};
    return text.empty() ? nothing.data() : reinterpret_cast<PCRE2_SPTR>(text.data());
}

std::string message_of(int error) {
    std::array<PCRE2_UCHAR, 128> buffer{};
    pcre2_get_error_message(error, buffer.data(), buffer.size());
    return reinterpret_cast<const char*>(buffer.data());
}

}  // namespace

struct RegularExpression::Code {
    std::unique_ptr<pcre2_code, FreeCode> code;
};

Result<RegularExpression> RegularExpression::compile(std::string_view pattern) {
    if (pattern.size() > pattern_bytes_max) {
        return fail(ErrorKind::InvalidInput,
            format("a pattern is longer than {} bytes", pattern_bytes_max));
    }
    const std::unique_ptr<pcre2_compile_context, FreeCompileContext> context(
        pcre2_compile_context_create(nullptr));
    OTK_ASSERT(context != nullptr);
    pcre2_set_parens_nest_limit(context.get(), nesting_max);
    // \C would split a letter of UTF-8.
    const std::uint32_t options =
        PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_ANCHORED | PCRE2_ENDANCHORED;
    int error = 0;
    PCRE2_SIZE offset = 0;
    std::unique_ptr<pcre2_code, FreeCode> code(
        pcre2_compile(units_of(pattern), pattern.size(), options, &error, &offset, context.get()));
    if (code == nullptr) {
        return fail(ErrorKind::InvalidInput,
            format("no regular expression: {} (after {} bytes of it)", message_of(error), offset));
    }
    return RegularExpression(std::make_shared<const Code>(Code{std::move(code)}));
}

std::optional<bool> RegularExpression::matches(
    std::string_view text, std::uint32_t attempts) const {
    const std::unique_ptr<pcre2_match_context, FreeMatchContext> context(
        pcre2_match_context_create(nullptr));
    OTK_ASSERT(context != nullptr);
    pcre2_set_match_limit(context.get(), attempts);
    pcre2_set_depth_limit(context.get(), attempts);
    pcre2_set_heap_limit(context.get(), heap_kib_max);
    const std::unique_ptr<pcre2_match_data, FreeMatchData> data(
        pcre2_match_data_create(1, nullptr));
    OTK_ASSERT(data != nullptr);
    const int found = pcre2_match(
        m_code->code.get(), units_of(text), text.size(), 0, 0, data.get(), context.get());
    if (found >= 0) return true;
    const bool is_no_utf8 = found <= PCRE2_ERROR_UTF8_ERR1 && found >= PCRE2_ERROR_UTF8_ERR21;
    if (found == PCRE2_ERROR_NOMATCH || is_no_utf8) return false;
    return std::nullopt;
}

}  // namespace otk::form
