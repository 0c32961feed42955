#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/result.h"

namespace otk::form {

/// The pattern of regex(): Perl's syntax, in which those of ODK's engines (Java, JavaScript) agree
/// for what forms write, look-around included. Immutable; any thread may match.
class RegularExpression {
  public:
    static constexpr std::size_t pattern_bytes_max = 1024;
    /// Attempts of a match before it is given up: nothing backtracks for ever.
    static constexpr std::uint32_t attempts_max = 100'000;

    /// InvalidInput says what is wrong with the pattern and after how many bytes.
    static Result<RegularExpression> compile(std::string_view pattern);

    /// Whether the pattern takes the text as a whole; absent if that takes more attempts.
    std::optional<bool> matches(
        std::string_view text, std::uint32_t attempts = attempts_max) const;

  private:
    struct Code;

    explicit RegularExpression(std::shared_ptr<const Code> code) : m_code(std::move(code)) {}

    std::shared_ptr<const Code> m_code;
};

}  // namespace otk::form
