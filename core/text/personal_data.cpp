#include "core/text/personal_data.h"

#include <algorithm>

#include "core/text/code_points.h"
#include "core/text/email_finder.h"
#include "core/text/phone_finder.h"

namespace otk::text {
namespace {

struct Hit {
    FoundDatum datum;
    PersonalDatum kind;
};

/// Both kinds in order; an address wins over the digits in it ("89161234567@mail.example").
std::vector<Hit> hits_of(const std::vector<CodePoint>& letters) {
    const std::vector<FoundDatum> emails = find_emails(letters);
    std::vector<Hit> hits;
    hits.reserve(emails.size());
    for (const FoundDatum& email : emails) {
        hits.push_back({email, PersonalDatum::Email});
    }
    auto email = emails.begin();
    for (const FoundDatum& phone : find_phones(letters)) {
        while (email != emails.end() && email->end <= phone.begin)
            ++email;
        if (email != emails.end() && email->begin < phone.end) continue;
        hits.push_back({phone, PersonalDatum::Phone});
    }
    std::ranges::sort(hits, {}, [](const Hit& hit) { return hit.datum.begin; });
    return hits;
}

}  // namespace

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
