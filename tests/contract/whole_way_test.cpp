// The sample form of every kind, column and appearance (tests/contract/every_kind) on the whole
// way: sheets → form → compiled form → visits → the kiosk's buffer → batch → the server → figures.
// Twelve visitors go it; what the reader of the figures sees of each question stands in a table
// below.

#include <functional>
#include <map>
#include <memory>
#include <set>

#include <catch2/catch.hpp>

#include "core/bundle/form_drop.h"
#include "core/bundle/picture.h"
#include "core/form/form_json.h"
#include "core/form/visit.h"
#include "core/form/words_of_form.h"
#include "core/outbox/cut.h"
#include "core/store/buffer.h"
#include "core/xlsform/xlsform.h"
#include "server/analysis/figures.h"
#include "server/analysis/period.h"
#include "server/analysis/score.h"
#include "server/analysis/statistics.h"
#include "tests/server/support/sample_kiosk.h"

using namespace otk;
using analysis::Scale;
using form::QuestionKind;

namespace {

constexpr int visitors = 12;
const std::string day = "2026-11-20";

const Path folder = Path(OTK_SOURCE_DIR) / "tests/contract/every_kind";

/// What is asked, what the visitor with that number answers ("" skips), and the figure of all.
struct Sample {
    std::string question;
    std::function<std::string(int)> answer;
    Scale scale;
    std::int64_t asked;
    std::int64_t answered;
    std::map<std::string, std::int64_t> options;
};

/// The last six visitors were not content.
bool is_unhappy(int visitor) {
    return visitor >= 6;
}

std::function<std::string(int)> always(const std::string& value) {
    return [value](int) { return value; };
}

std::vector<Sample> samples() {
    return {
        {"rating", [](int visitor) { return is_unhappy(visitor) ? "2" : "5"; }, Scale::FiveMarks,
            12, 12, {{"5", 6}, {"2", 6}}},
        {"reasons", always("rude queue"), Scale::Choice, 6, 6, {{"queue", 6}, {"rude", 6}}},
        {"detail", [](int visitor) { return visitor < 8 ? "long" : "shouted"; }, Scale::Choice, 6,
            6, {{"long", 2}, {"shouted", 4}}},
        {"wait", [](int visitor) { return visitor < 4 ? "" : "3"; }, Scale::FiveMarks, 12, 8,
            {{"3", 8}}},
        {"polite", always("4"), Scale::FiveMarks, 12, 12, {{"4", 12}}},
        {"clean", [](int visitor) { return visitor < 9 ? "yes" : "no"; }, Scale::Choice, 12, 12,
            {{"yes", 9}, {"no", 3}}},
        {"warm", always(""), Scale::Choice, 12, 0, {}},
        // A table of other choices than faces, one line of it required.
        {"greeted", [](int visitor) { return visitor < 6 ? "yes" : ""; }, Scale::Choice, 12, 6,
            {{"yes", 6}}},
        {"explained", [](int visitor) { return is_unhappy(visitor) ? "unsure" : "yes"; },
            Scale::Choice, 12, 12, {{"yes", 6}, {"unsure", 6}}},
        {"papers", always("no"), Scale::Choice, 12, 12, {{"no", 12}}},
        // Several questions on one page; the third only for who answers the first with no.
        {"first_time", [](int visitor) { return visitor < 6 ? "yes" : "no"; }, Scale::Choice, 12,
            12, {{"yes", 6}, {"no", 6}}},
        {"helped", always("site hours"), Scale::Choice, 12, 12, {{"hours", 12}, {"site", 12}}},
        {"again", always("yes"), Scale::Choice, 6, 6, {{"yes", 6}}},
        {"service", always("land"), Scale::Choice, 12, 12, {{"land", 12}}},
        // Free numbers and days are asked and answered, and stay uncounted: a rare one is a person.
        {"visits", always("007"), Scale::Uncounted, 12, 12, {}},
        {"hours", [](int visitor) { return visitor < 5 ? "2.50" : ""; }, Scale::Uncounted, 12, 5,
            {}},
        {"visit_day", always("2026-11-19"), Scale::Uncounted, 12, 12, {}},
        {"nps", [](int visitor) { return visitor < 9 ? "10" : "6"; }, Scale::Promoter, 12, 12,
            {{"10", 9}, {"6", 3}}},
        // A ranking may end early: the places that it names are counted.
        {"topics", [](int visitor) { return is_unhappy(visitor) ? "site" : "site hours hall"; },
            Scale::Choice, 12, 12, {{"1:site", 12}, {"2:hours", 6}, {"3:hall", 6}}},
        {"anonymous", [](int visitor) { return visitor < 5 ? "OK" : ""; }, Scale::Choice, 12, 5,
            {{"OK", 5}}},
        {"office", always("12"), Scale::Uncounted, 12, 12, {}},
        {"comment", always("Тепло и\nсветло"), Scale::Uncounted, 12, 12, {}},
        {"summary", nullptr, Scale::Uncounted, 12, 12, {}},
    };
}

const Sample* sample_of(const std::vector<Sample>& all, const std::string& question) {
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const Sample& sample) { return sample.question == question; });
    return found == all.end() ? nullptr : &*found;
}

form::Form compiled_sheets() {
    const xlsform::Outcome outcome = xlsform::compile(folder).value();
    for (const xlsform::SheetProblem& problem : outcome.problems)
        UNSCOPED_INFO(to_text(problem));
    REQUIRE(outcome.form.has_value());
    return *outcome.form;
}

/// As kiosk and server read it.
std::shared_ptr<const form::Form> every_kind() {
    const std::string text = bundle::compiled_text(compiled_sheets());
    return std::make_shared<const form::Form>(form::decode_form(text).value());
}

/// A visitor answers what stands before him, page by page.
form::Response visited(const std::shared_ptr<const form::Form>& form, int visitor) {
    form::Visit visit(
        form, {.channel = "kiosk", .place = "reception-7", .day = day, .seed = visitor});
    const std::vector<Sample> all = samples();
    do {
        for (const std::size_t index : visit.page().questions) {
            // An answer before it may have brought it, or taken it away.
            if (!visit.is_relevant(index)) continue;
            const form::Question& question = form->questions[index];
            if (!form::traits_of(question.kind).takes_answer || question.read_only) continue;
            const Sample* const sample = sample_of(all, question.name);
            INFO(question.name);
            REQUIRE(sample != nullptr);
            const Result<void> answered = visit.answer(index, sample->answer(visitor));
            if (!answered) FAIL(answered.error().context);
        }
        REQUIRE(visit.problems().empty());
    } while (visit.next());
    form::Response response = visit.response(false);
    response.language = "ru";
    response.day = day;
    return response;
}

/// Buffered on disk, frozen into a batch, signed, sent, opened, checked and counted.
analysis::Tally counted(test::SampleServer& server, const std::shared_ptr<const form::Form>& form) {
    test::TemporaryFolder state;
    SeededRandom random(3);
    test::SampleKiosk kiosk;
    server.enrol(kiosk);
    store::Buffer buffer = store::Buffer::open(state / "buffer.sqlite",
        {.server_key = {server.keys().box_key_id(), server.keys().box_public_key()},
            .clock = &server.clock(),
            .random = &random})
                               .value();
    for (int visitor = 0; visitor < visitors; ++visitor) {
        const std::string content = form::encode_response(visited(form, visitor));
        REQUIRE(buffer.put({.id = wire::RowId::random(random),
            .state = store::RowState::Closed,
            .form = form->id,
            .form_version = form->version,
            .bucket = day,
            .content = content}));
    }
    const std::vector<wire::Batch> batches =
        outbox::cut(buffer.closed_rows({}).value(), {kiosk.id(), buffer.id(), 1}, random);
    REQUIRE(batches.size() == 1);
    CHECK(server.send(kiosk.sign(batches.front())).receipt->counted == visitors);
    return server.shown(day);
}

}  // namespace

TEST_CASE("the sample form has every kind, every appearance and nothing that is refused") {
    const form::Form form = compiled_sheets();
    std::set<std::string_view> kinds;
    std::set<std::string> words;
    for (const form::Question& question : form.questions) {
        kinds.insert(form::traits_of(question.kind).name);
        for (const std::string& word : form::words_of(question.appearance))
            words.insert(word);
    }
    for (const form::KindTraits& traits : form::question_kinds()) {
        INFO(traits.name);
        CHECK(kinds.contains(traits.name));
    }
    CHECK(words == std::set<std::string>{"likert", "quick", "multiline", "numbers", "no-buttons",
                       "minimal", "printer", "columns", "columns-2", "columns-3"});
    for (const std::string& file : form.pictures()) {
        INFO(file);
        const Result<Bytes> png =
            read_file(folder / "media" / file, bundle::PictureLimits::size_bytes_max);
        REQUIRE(png);
        CHECK(bundle::check_picture(*png));
    }
}

TEST_CASE("every kind that takes an answer has a sample, and no other has a figure") {
    const std::shared_ptr<const form::Form> form = every_kind();
    std::set<QuestionKind> with_sample;
    const std::vector<Sample> all = samples();
    for (const Sample& sample : all) {
        const std::optional<std::size_t> index = form->find(sample.question);
        INFO(sample.question);
        REQUIRE(index.has_value());
        const form::Question& question = form->questions[*index];
        with_sample.insert(question.kind);
        CHECK(form::traits_of(question.kind).takes_answer);
        CHECK(analysis::scale_of(question) == sample.scale);
    }
    for (const form::KindTraits& traits : form::question_kinds()) {
        INFO(traits.name);
        CHECK(with_sample.contains(traits.kind) == traits.takes_answer);
    }
}

TEST_CASE("every kind comes out of the server as the figure that was answered") {
    const std::shared_ptr<const form::Form> form = every_kind();
    test::SampleServer server;
    server.put_form_text(bundle::compiled_text(*form));
    const std::vector<analysis::QuestionFigures> figures =
        analysis::figures_of(counted(server, form), {.external = 5, .internal = 10});

    const std::vector<Sample> all = samples();
    CHECK(figures.size() == all.size());
    for (const analysis::QuestionFigures& figure : figures) {
        INFO(figure.question);
        const Sample* const sample = sample_of(all, figure.question);
        REQUIRE(sample != nullptr);
        CHECK(figure.form == "every_kind");
        REQUIRE(figure.cells.size() == 1);
        const analysis::Cell& cell = figure.cells.front();
        CHECK(cell.place == "reception-7");
        // Fewer than five answers are nobody's business.
        CHECK(cell.suppressed == (sample->answered < 5));
        if (cell.suppressed) continue;
        CHECK(cell.asked == sample->asked);
        CHECK(cell.answered == sample->answered);
        std::map<std::string, std::int64_t> options;
        for (const analysis::OptionFigure& option : cell.options)
            options[option.option] = option.n;
        CHECK(options == sample->options);
    }
}

TEST_CASE("the scales of the sample form make the indices of the regulations") {
    const std::vector<Sample> all = samples();
    const auto histogram = [&](const char* question) {
        std::vector<analysis::NumberCount> counts;
        for (const auto& [option, n] : sample_of(all, question)->options) {
            counts.push_back({std::stod(option), n});
        }
        return counts;
    };
    CHECK(analysis::share_of_4_and_5(histogram("rating"))->value == Approx(0.5));
    CHECK(analysis::moments(histogram("rating"))->mean == Approx(3.5));
    // 9 promoters and 3 detractors of 12.
    CHECK(*analysis::net_promoter_score(histogram("nps")) == Approx(50));
}

TEST_CASE("what a visitor of the sample form reads repeats his answers") {
    const std::shared_ptr<const form::Form> form = every_kind();
    form::Visit visit(form, {.channel = "paper", .place = "reception-7", .day = day, .seed = 1});
    const auto index = [&](std::string_view name) { return *form->find(name); };
    REQUIRE(visit.answer(index("rating"), "2"));
    CHECK(visit.said(form->questions[index("reasons")].label, "ru") == "Вы поставили 2. Почему?");
    CHECK(visit.said(form->questions[index("reasons")].label, "en") == "You gave a 2. Why?");
    CHECK(visit.value(index("ticket")) == "<qrcode>https://gorod.example/r?mark=2</qrcode>");
    CHECK(visit.value(index("begun")) == day);
    REQUIRE(visit.answer(index("reasons"), "rude"));
    std::vector<std::string> details;
    for (const form::Choice* choice : visit.offered(index("detail")))
        details.push_back(choice->name);
    CHECK(details == std::vector<std::string>{"shouted"});
    // The older spelling of a matrix is the same matrix.
    const auto hall = std::find_if(form->pages.begin(), form->pages.end(),
        [](const form::Page& page) { return page.name == "hall"; });
    REQUIRE(hall != form->pages.end());
    CHECK(hall->kind == form::PageKind::Matrix);
    CHECK(hall->title.in("en") == "What was the hall like?");
}
