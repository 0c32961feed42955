#include "core/text/personal_data.h"

#include <algorithm>
#include <array>

#include "core/text/card_finder.h"
#include "core/text/code_points.h"
#include "core/text/email_finder.h"
#include "core/text/masks.h"
#include "core/text/name_finder.h"
#include "core/text/passport_finder.h"
#include "core/text/phone_finder.h"
#include "core/text/snils_finder.h"

namespace otk::text {
namespace {

struct Hit {
    FoundDatum datum;
    PersonalDatum kind;
};

/// Adds what overlaps nothing that was found before.
void add(std::vector<Hit>& hits, const std::vector<FoundDatum>& found, PersonalDatum kind) {
    const std::vector<Hit> before = hits;
    auto earlier = before.begin();
    for (const FoundDatum& datum : found) {
        while (earlier != before.end() && earlier->datum.end <= datum.begin)
            ++earlier;
        if (earlier != before.end() && earlier->datum.begin < datum.end) continue;
        hits.push_back({datum, kind});
    }
    std::ranges::sort(hits, {}, [](const Hit& hit) { return hit.datum.begin; });
}

/// All kinds in order. Of two that overlap the one wins that says more of itself: an address over
/// the digits in it ("89161234567@mail.example"), sixteen digits over ten of them.
std::vector<Hit> hits_of(const std::vector<CodePoint>& letters) {
    std::vector<Hit> hits;
    add(hits, find_emails(letters), PersonalDatum::Email);
    add(hits, find_cards(letters), PersonalDatum::Card);
    add(hits, find_passports(letters), PersonalDatum::Passport);
    add(hits, find_snils(letters), PersonalDatum::Snils);
    add(hits, find_phones(letters), PersonalDatum::Phone);
    add(hits, find_names(letters), PersonalDatum::Name);
    return hits;
}

}  // namespace

std::span<const MaskForm> mask_forms() {
    static constexpr std::array forms{
        MaskForm{PersonalDatum::Phone, masks::russian_phone},
        MaskForm{PersonalDatum::Phone, masks::foreign_phone},
        MaskForm{PersonalDatum::Card, masks::card},
        MaskForm{PersonalDatum::Snils, masks::snils},
        MaskForm{PersonalDatum::Phone, masks::bare_phone},
        MaskForm{PersonalDatum::Phone, masks::local_phone},
        MaskForm{PersonalDatum::Email, masks::email},
        MaskForm{PersonalDatum::Passport, masks::passport},
        MaskForm{PersonalDatum::Name, masks::name},
    };
    return forms;
}

std::vector<MaskedRange> masks_in(std::string_view text) {
    std::vector<MaskedRange> ranges;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        const auto form = std::ranges::find_if(
            mask_forms(), [&](const MaskForm& one) { return rest.starts_with(one.text); });
        if (form == mask_forms().end()) {
            ++at;
            continue;
        }
        ranges.push_back({at, at + form->text.size(), form->kind});
        at += form->text.size();
    }
    return ranges;
}

MaskedText mask_personal_data(std::string_view text) {
    const std::vector<CodePoint> letters = code_points_of(text);
    MaskedText masked;
    std::size_t copied = 0;
    for (const Hit& hit : hits_of(letters)) {
        const std::size_t begin = letters[hit.datum.begin].begin;
        masked.text += text.substr(copied, begin - copied);
        const std::size_t mask_begin = masked.text.size();
        masked.text += hit.datum.mask;
        masked.ranges.push_back({mask_begin, masked.text.size(), hit.kind});
        copied = letters[hit.datum.end - 1].end;
    }
    masked.text += text.substr(copied);
    return masked;
}

}  // namespace otk::text
