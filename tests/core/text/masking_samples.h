#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/personal_data.h"

namespace otk::test {

/// What a visitor of a service point may write, with numbers, dates, sums, addresses and words that
/// look like data of a person, and without any.
std::span<const std::string_view> honest_sentences();

/// One sentence with one datum in it. The data are put together by rule from lists of parts:
/// nobody's.
struct MaskingSample {
    text::PersonalDatum kind = text::PersonalDatum::Phone;
    std::string before;
    std::string datum;
    std::string after;

    std::string text() const { return before + datum + after; }
    /// Nothing of the datum is left, and nothing else is gone.
    bool is_found() const;
};

/// So many samples of each kind, always the same for the same seed.
std::vector<MaskingSample> masking_samples(std::uint64_t seed, int of_each_kind);

constexpr std::size_t personal_kinds = 6;
std::string_view name_of(text::PersonalDatum kind);

struct MaskingQuality {
    struct Kind {
        int found = 0;
        int samples = 0;
    };
    std::array<Kind, personal_kinds> kinds;  ///< by PersonalDatum
    int honest = 0;                          ///< sentences without any datum
    int mistaken = 0;                        ///< of these, with something hidden
    int hidden_beside = 0;  ///< samples in which more than the datum is hidden, or half of it

    double recall(std::size_t kind) const;
    /// Of all that was hidden, the share that was a person's datum.
    double precision() const;
};
MaskingQuality masking_quality(std::uint64_t seed, int of_each_kind);

}  // namespace otk::test
