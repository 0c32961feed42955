#include "tools/answer_rig/visit_plan.h"

#include "core/base/format.h"

namespace otk::answer_rig {
namespace {

using kiosk::writer::SaveKind;

constexpr std::uint64_t pages_max = 4;
constexpr std::uint64_t drop_one_in = 12;
constexpr std::uint64_t hurry_one_in = 3;
/// The question of the free text is asked up to this mark.
constexpr std::uint64_t low_marks = 3;

}  // namespace

std::vector<Save> plan_visit(Random& random) {
    std::vector<Save> saves;
    const std::uint64_t pages = random.below(pages_max);
    for (std::uint64_t page = 0; page < pages; ++page)
        saves.push_back({SaveKind::Open, random.below(hurry_one_in) != 0});
    const bool takes_back = random.below(drop_one_in) == 0;
    saves.push_back({takes_back ? SaveKind::Drop : SaveKind::Close, true});
    return saves;
}

std::string word_of(std::uint64_t visit, std::uint64_t revision) {
    return format("v{}r{}", visit, revision);
}

form::Response response_of(
    const Place& place, std::uint64_t visit, std::uint64_t revision, SaveKind kind) {
    form::Response response;
    response.form_id = place.form_id;
    response.form_version = place.form_version;
    response.place = place.place;
    response.channel = "kiosk";
    response.language = "ru";
    response.partial = kind == SaveKind::Open;
    response.asked = {"rating", "wish"};
    response.answers = {
        {"rating", format("{}", 1 + visit % low_marks)}, {"wish", word_of(visit, revision)}};
    return response;
}

}  // namespace otk::answer_rig
