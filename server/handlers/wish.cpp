#include "server/handlers/wish.h"

#include <algorithm>

#include "core/base/format.h"
#include "core/form/form_json.h"

namespace otk::handlers {
namespace {

using analysis::Period;
using analysis::PeriodKind;
using analysis::Variant;

constexpr std::size_t code_bytes_max = 64;

bool is_code(const std::string& text) {
    return text.size() <= code_bytes_max && std::all_of(text.begin(), text.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || letter == '-' || letter == '_';
    });
}

Day today(const Site& site) {
    return day_of(site.clock->unix_seconds());
}

Period default_period(const Site& site) {
    if (site.audience == Audience::Staff) return period_of(PeriodKind::Week, today(site));
    return before(period_of(PeriodKind::Month, today(site)));
}

Result<void> allow_public(web::Wish& wish, const Site& site) {
    const bool coarse =
        wish.period.kind == PeriodKind::Month || wish.period.kind == PeriodKind::Quarter;
    if (!coarse || !is_closed(wish.period, today(site))) {
        return fail(
            ErrorKind::Permission, "period: the public sees months and quarters that are over");
    }
    if (wish.audience == "internal") {
        return fail(ErrorKind::Permission, "audience: figures of staff surveys are not public");
    }
    wish.audience = "external";
    return {};
}

}  // namespace

Result<web::Wish> wish_of(const std::string& query, const Site& site) {
    const http::Parameters parameters = OTK_TRY(http::parse_query(query));
    web::Wish wish{.period = default_period(site), .place = {}, .form = {}, .audience = {}};
    for (const auto& [name, value] : parameters) {
        if (name == "period") {
            if (!value.empty()) wish.period = OTK_TRY(analysis::parse_period(value));
            continue;
        }
        if (!is_code(value))
            return fail(
                ErrorKind::InvalidInput, format("{}: not a code", is_code(name) ? name : "query"));
        if (name == "place") {
            wish.place = value;
        } else if (name == "form") {
            wish.form = value;
        } else if (name == "audience") {
            if (!value.empty() && value != "external" && value != "internal") {
                return fail(ErrorKind::InvalidInput, "audience: expected external or internal");
            }
            wish.audience = value;
        } else if (name == "flagged") {
            if (!value.empty() && value != "with" && value != "without") {
                return fail(ErrorKind::InvalidInput, "flagged: expected with or without");
            }
            wish.variant = value == "without" ? Variant::WithoutFlagged : Variant::All;
        } else {
            return fail(ErrorKind::InvalidInput,
                "query: expected period, place, form, audience or flagged");
        }
    }
    if (site.audience != Audience::Staff) OTK_TRY(allow_public(wish, site));
    return wish;
}

Result<web::FiguresView> figures_for(const web::Wish& wish, const Site& site) {
    web::Names names{.owner = site.owner, .places = site.places, .forms = {}};
    const auto stored_forms = OTK_TRY(site.reader->newest_forms());
    for (const storage::StoredForm& stored : stored_forms) {
        auto form = OTK_TRY(in("stored form", form::decode_form(stored.json)));
        names.forms.push_back(std::make_shared<const form::Form>(std::move(form)));
    }
    const auto readers =
        site.audience == Audience::Staff ? analysis::Readers::Inside : analysis::Readers::Outside;
    const auto tally = OTK_TRY(site.reader->tally(wish.period, readers, wish.variant));
    web::FiguresView view = web::view_of(tally, site.thresholds, names, wish, today(site));
    const auto edition = OTK_TRY(site.reader->newest_edition());
    view.rhythm = site.rhythm;
    if (edition) view.edition_day = OTK_TRY(in("edition", parse_day(edition->day)));
    return view;
}

}  // namespace otk::handlers
