// Pages that a form's group asks on: tables of other choices than faces, and several questions
// under each other.

#include <algorithm>
#include <array>
#include <cmath>

#include <catch2/catch.hpp>

#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/items.h"
#include "tests/kiosk/screens/panels.h"

using namespace otk;
using namespace otk::kiosk;
using test::item;
using test::landscape;
using test::portrait;

namespace {

pictures::Scene scene_with(const std::shared_ptr<const look::Look>& look, std::string_view part) {
    for (pictures::Scene& scene : test::gallery(look)) {
        if (scene.name.find(part) != std::string::npos) return scene;
    }
    FAIL("no scene " << part);
    return {};
}

bool has_item(const Frame& frame, std::string_view id) {
    return test::find(frame, id) != nullptr;
}

float middle_x(const Rect& rect) {
    return rect.x + rect.width / 2;
}
float middle_y(const Rect& rect) {
    return rect.y + rect.height / 2;
}

constexpr std::array lines{"greeted", "explained", "papers"};
constexpr std::array choices{"yes", "no", "unsure"};

std::string cell(const char* line, const char* choice) {
    return std::string("choice-") + line + "-" + choice;
}

}  // namespace

TEST_CASE("a table without faces has its cells under its heads and in line with its names") {
    for (const look::Panel& panel : {portrait, landscape}) {
        const auto look = test::look({.panel = panel});
        pictures::Renderer renderer(look);
        const Frame frame = renderer.frame(scene_with(look, "-staff-ru"));
        CHECK(item(frame, "question").label == "Что сделали сотрудники?");
        float below = 0;
        for (const char* choice : choices) {
            const Item& head = item(frame, std::string("head-") + choice);
            CHECK(head.role == Role::Heading);
            below = std::max(below, head.rect.y + head.rect.height);
        }
        for (const char* line : lines) {
            const Item& name = item(frame, std::string("name-") + line);
            for (const char* choice : choices) {
                const Item& one = item(frame, cell(line, choice));
                const Item& head = item(frame, std::string("head-") + choice);
                CHECK(one.role == Role::Radio);
                CHECK(one.label == head.label);
                CHECK(std::abs(middle_x(one.rect) - middle_x(head.rect)) <= 1.5F);
                CHECK(one.rect.y >= below);
                CHECK(std::abs(middle_y(one.rect) - middle_y(name.rect)) <= 1.5F);
                CHECK(name.rect.x + name.rect.width < one.rect.x);
                CHECK(one.rect.height >= look->px(18) - 1);
            }
            below =
                item(frame, cell(line, "yes")).rect.y + item(frame, cell(line, "yes")).rect.height;
        }
    }
}

TEST_CASE("the reader of a table meets heads first, then each line with its cells") {
    const auto look = test::look({.panel = portrait});
    pictures::Renderer renderer(look);
    const Frame frame = renderer.frame(scene_with(look, "-staff-ru"));
    std::vector<std::string> read;
    for (const Item& one : frame.items) {
        const bool is_of_table = one.id.starts_with("head-") || one.id.starts_with("name-") ||
                                 one.id.starts_with("choice-");
        if (is_of_table) read.push_back(one.id);
    }
    std::vector<std::string> wanted;
    for (const char* choice : choices)
        wanted.push_back(std::string("head-") + choice);
    for (const char* line : lines) {
        wanted.push_back(std::string("name-") + line);
        for (const char* choice : choices)
            wanted.push_back(cell(line, choice));
    }
    CHECK(read == wanted);
}

TEST_CASE("a problem of a table says whose line it is") {
    const auto look = test::look({.panel = portrait});
    pictures::Renderer renderer(look);
    pictures::Scene scene = scene_with(look, "-staff-ru");
    const std::size_t line = *scene.visit->form().find("explained");
    scene.state.problems = {{line, form::Problem::Kind::Required,
        &scene.visit->form().questions[line].required_message}};
    CHECK(item(renderer.frame(scene), "problem").label ==
          "Объяснили, что делать дальше: Ответьте и здесь");
}

TEST_CASE("several questions of a group stand under each other, each over its answers") {
    for (const look::TextSize size : {look::TextSize::Normal, look::TextSize::Large}) {
        const auto look = test::look({.panel = portrait, .text_size = size});
        pictures::Renderer renderer(look);
        // The third question waits for an answer of this page, so it is on the next.
        for (const pictures::Scene& scene : test::gallery(look)) {
            if (scene.name.find("-before-ru") == std::string::npos) continue;
            const Frame frame = renderer.frame(scene);
            INFO(scene.name);
            if (has_item(frame, "question-first_time") && has_item(frame, "question-helped")) {
                CHECK(item(frame, "question").label == "Как вы к нам собирались");
                const Rect first = item(frame, "question-first_time").rect;
                const Rect tile = item(frame, "choice-first_time-yes").rect;
                const Rect second = item(frame, "question-helped").rect;
                CHECK(first.y + first.height < tile.y);
                CHECK(tile.y + tile.height < second.y);
                CHECK(second.y < item(frame, "choice-helped-hours").rect.y);
                CHECK_FALSE(has_item(frame, "choice-again-yes"));
                CHECK(item(frame, "next").label == "Пропустить");
                continue;
            }
            // Alone on its page, the question is the heading and the group stands above it.
            CHECK(item(frame, "group").label == "Как вы к нам собирались");
        }
    }
}

TEST_CASE("one line of a table on its page is asked with tiles under the table's title") {
    const auto look = test::look({.panel = portrait});
    pictures::Renderer renderer(look);
    pictures::Scene scene = scene_with(look, "-staff-ru");
    auto pages = std::make_shared<std::vector<form::Page>>(scene.visit->pages());
    for (form::Page& page : *pages) {
        if (page.name == "staff") page.questions.resize(1);
    }
    scene.visit->lay_out(pages);
    const Frame frame = renderer.frame(scene);
    CHECK(item(frame, "question").label == "Что сделали сотрудники?");
    CHECK(item(frame, "question-greeted").label == "Поздоровались");
    CHECK_FALSE(has_item(frame, "head-yes"));
    CHECK(item(frame, cell("greeted", "yes")).rect.width > look->px(100));
}
