#include "core/bundle/clips.h"

#include <algorithm>

#include "core/base/format.h"
#include "core/base/json.h"
#include "core/bundle/manifest.h"
#include "core/sound/wav.h"

namespace otk::bundle {
namespace {

bool is_of_a_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

}  // namespace

bool is_clip_name(std::string_view file) {
    constexpr std::string_view ending = ".wav";
    constexpr std::size_t name_max = 60;
    if (!file.ends_with(ending)) return false;
    const std::string_view name = file.substr(0, file.size() - ending.size());
    return !name.empty() && name.size() <= name_max && std::ranges::all_of(name, is_of_a_name);
}

Result<ClipList> parse_clip_list(std::string_view json) {
    const Json root = OTK_TRY(
        Json::parse(json, JsonLimits{ClipLimits::list_bytes_max, 2, BundleLimits::files_max + 1}));
    if (!root.is_object()) return fail(ErrorKind::InvalidInput, "no object of files and sentences");
    ClipList list;
    for (const auto& [file, value] : *root.if_object()) {
        if (!is_clip_name(file)) {
            return fail(ErrorKind::InvalidInput, format("no name of a recording: {}", file));
        }
        const std::string* const sentence = value.if_string();
        if (sentence == nullptr || sentence->empty() ||
            sentence->size() > ClipLimits::sentence_bytes_max) {
            return fail(
                ErrorKind::InvalidInput, format("{}: its sentence is a text of 1 to {} bytes", file,
                                             ClipLimits::sentence_bytes_max));
        }
        list.emplace(file, *sentence);
    }
    return list;
}

std::string write_clip_list(const ClipList& list) {
    Json root = Json::object();
    for (const auto& [file, sentence] : list)
        root.set(file, sentence);
    return root.dump_pretty() + "\n";
}

Result<void> check_clip(ByteView wav) {
    if (wav.size() > ClipLimits::bytes_max) {
        return fail(ErrorKind::InvalidInput,
            format("a recording of {} bytes; at most {}", wav.size(), ClipLimits::bytes_max));
    }
    const sound::Wav recording = OTK_TRY(in("a recording", sound::read_wav(text_of(wav))));
    const auto second_bytes = static_cast<std::size_t>(recording.rate_hz) * 2;
    if (recording.samples.size() > second_bytes * ClipLimits::seconds_max) {
        return fail(ErrorKind::InvalidInput,
            format("a recording of {} s; at most {}", recording.samples.size() / second_bytes,
                ClipLimits::seconds_max));
    }
    return {};
}

}  // namespace otk::bundle
