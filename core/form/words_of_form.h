#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/form.h"

// The words by which the compiled form and XLSForm name the enumerators of form.h: one table for
// reader and writer.
namespace otk::form {

std::string_view word_of(Metric metric);
std::string_view word_of(OnTimeout on_timeout);
std::string_view word_of(Audience audience);
std::string_view word_of(PageKind kind);
std::string_view word_of(DirectionRule::Kind kind);

/// Absent if the word names nothing.
std::optional<Metric> metric_named(std::string_view word);
std::optional<OnTimeout> on_timeout_named(std::string_view word);
std::optional<Audience> audience_named(std::string_view word);
std::optional<PageKind> page_kind_named(std::string_view word);
std::optional<DirectionRule::Kind> direction_kind_named(std::string_view word);

/// The appearance as XLSForm's words, in a fixed order.
std::vector<std::string> words_of(const Appearance& appearance);

/// Takes one word into the appearance; false if it means nothing to us.
bool add_word(Appearance& appearance, std::string_view word);

}  // namespace otk::form
