#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/form/node_set.h"

namespace otk::form {

/// Texts that a form has beside its instances.
class Labels {
  public:
    virtual ~Labels() = default;

    /// jr:choice-name: the label of the question's choice in the visitor's language.
    virtual std::optional<std::string> choice_label(
        NodeRef question, std::string_view choice) const = 0;
    /// jr:itext.
    virtual std::optional<std::string> text(std::string_view id) const = 0;
};

/// Clock, chance and language of an evaluation: it takes them from nowhere else, so that the same
/// environment gives the same values.
struct Environment {
    /// XPath10 reads no dates where a number is wanted; XForms does.
    enum class Dialect { XPath10, XForms } dialect = Dialect::XForms;
    /// Milliseconds since 1970 UTC; absent: the clock is not trusted, now() and today() are "".
    std::optional<std::int64_t> now_ms;
    /// With a clock that knows no more than the day now() is the day too.
    enum class Clock { Moment, Day } clock = Clock::Moment;
    /// Seconds that local time is ahead of UTC at that moment (seconds since 1970 UTC); empty: UTC.
    std::function<int(std::int64_t)> utc_offset_s;
    /// A number in [0, 1); empty: random(), uuid() and randomize() without a seed are refused.
    std::function<double()> chance;
    std::string_view language = "en";  ///< of the names of months and days
    const Labels* labels = nullptr;    ///< null pointer: no choice and no text has a label
};

}  // namespace otk::form
