#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace otk::bundle {

/// Recorded speech in a bundle (clips/): sentences that a person read.
struct ClipLimits {
    static constexpr std::size_t bytes_max = 1U << 20U;  ///< of one recording
    static constexpr int seconds_max = 30;
    static constexpr std::size_t list_bytes_max = 64U << 10U;
    static constexpr std::size_t sentence_bytes_max = 2'048;
};

/// What was read for each recording of one language (clips/<language>.json): file → sentence,
/// letter for letter. A sentence that has changed since is found in no list, and so not said by
/// an old recording.
using ClipList = std::map<std::string, std::string, std::less<>>;

/// True for "<name>.wav", the name of at most 60 Latin letters, digits, '_' and '-'.
bool is_clip_name(std::string_view file);

/// InvalidInput: no object of file names and sentences, or one past the limits.
Result<ClipList> parse_clip_list(std::string_view json);
/// One file and its sentence a line, as it is given to whoever reads them.
std::string write_clip_list(const ClipList& list);

/// Refuses a recording that is no WAV file as core/sound takes them, or is past the limits.
Result<void> check_clip(ByteView wav);

}  // namespace otk::bundle
