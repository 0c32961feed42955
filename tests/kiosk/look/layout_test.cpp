#include <catch2/catch.hpp>

#include "kiosk/look/font_file.h"
#include "kiosk/look/layout.h"
#include "kiosk/look/look.h"

using namespace otk;
using namespace otk::kiosk::look;

namespace {

std::shared_ptr<const Look> make_look() {
    auto look = Look::create({.panel = {}, .wording = {}});
    REQUIRE(look);
    return *look;
}

FontFile bold_font() {
    auto bytes = read_file("/usr/share/fonts/truetype/paratype/PTS75F.ttf", 4U << 20U);
    REQUIRE(bytes);
    auto font = FontFile::parse(std::move(*bytes));
    REQUIRE(font);
    return std::move(*font);
}

}  // namespace

TEST_CASE("short words hang on the next one, a dash on the word before") {
    CHECK(bind_words(U"Вопрос не решили") == U"Вопрос не\u00A0решили");
    CHECK(bind_words(U"Не было — пропустите") == U"Не\u00A0было\u00A0— пропустите");
    CHECK(bind_words(U"Здесь я по делу") == U"Здесь я\u00A0по делу");
    CHECK(bind_words(U"Посоветуете ли вы обратиться") == U"Посоветуете\u00A0ли вы\u00A0обратиться");
    CHECK(bind_words(U"Одно и то же просят") == U"Одно и\u00A0то\u00A0же просят");
    CHECK(bind_words(U"Пришли бы, если бы знали") == U"Пришли\u00A0бы, если\u00A0бы знали");
    CHECK(bind_words(U"до\nконца (в зале)") == U"до\nконца (в\u00A0зале)");
    CHECK(bind_words(U"").empty());
}

TEST_CASE("a text tells that words which hang together had to part") {
    const auto look = make_look();
    LayoutCache& layouts = look->layouts();
    const float together = layouts.set("не\u00A0работает", Type::Title3, 9999).width;
    CHECK_FALSE(layouts.set("Экран не работает", Type::Title3, together + 2).is_parted);
    CHECK(layouts.set("Экран не работает", Type::Title3, together - 2).is_parted);
}

TEST_CASE("a number is not parted from what it counts, nor № from its number") {
    CHECK(bind_words(U"Осталось 3 вопроса") == U"Осталось 3\u00A0вопроса");
    CHECK(bind_words(U"До 15 минут, 15–30 минут") == U"До\u00A015\u00A0минут, 15–30\u00A0минут");
    CHECK(bind_words(U"по отдельности (1 из 2)") == U"по\u00A0отдельности (1\u00A0из\u00A02)");
    CHECK(bind_words(U"Rate each point (1 of 2)") == U"Rate each point (1\u00A0of\u00A02)");
    CHECK(bind_words(U"Кабинет № 5, этаж") == U"Кабинет №\u00A05, этаж");
    CHECK(bind_words(U"0 — точно нет, 10 — точно да") ==
          U"0\u00A0—\u00A0точно нет, 10\u00A0—\u00A0точно да");
    CHECK(bind_words(U"Оценка — потом") == U"Оценка\u00A0— потом");
    // A number at the end of a phrase counts nothing that follows.
    CHECK(bind_words(U"Окно 7, зал") == U"Окно 7, зал");
}

TEST_CASE("a page's number stays together at the end of a line") {
    const auto look = make_look();
    for (const float width_mm : {60.0F, 80.0F, 100.0F, 120.0F, 140.0F}) {
        const TextLayout& layout = look->layouts().set(
            "Оцените по отдельности (1 из 2)", Type::Title4, look->px(width_mm));
        for (const TextLayout::Line& line : layout.lines) {
            const auto letter = [&](std::size_t at) {
                return layout.letters[line.first + at].letter;
            };
            INFO(width_mm);
            if (letter(0) == U'(') continue;
            for (std::size_t at = 0; at < line.count; ++at) {
                if (letter(at) != U'(') continue;
                CHECK(line.count - at == std::u32string_view(U"(1 из 2)").size());
            }
        }
    }
}

TEST_CASE("words that hang together part before the text is too wide for its place") {
    const auto look = make_look();
    const float width = look->layouts().set("отдельности", Type::Label, 9999).width + 1;
    const TextLayout& layout = look->layouts().set("не отдельности", Type::Label, width);
    CHECK(layout.fits);
    CHECK(layout.lines.size() == 2);
}

TEST_CASE("a font file gives widths and kerning in em") {
    const FontFile font = bold_font();
    CHECK(font.ascent() + font.descent() == Approx(1.294F));
    CHECK(font.has(U'Ж'));
    CHECK_FALSE(font.has(U'→'));
    CHECK(font.advance(U'Ш') > font.advance(U'г'));
    CHECK(font.kerning(U'A', U'V') < 0.0F);
    CHECK(font.kerning(U'н', U'н') == 0.0F);
}

TEST_CASE("bytes that are no font are refused") {
    CHECK_FALSE(FontFile::parse({}).has_value());
    CHECK_FALSE(FontFile::parse(Bytes(100, 0)).has_value());
    Bytes half = bold_font().bytes();
    half.resize(200);
    CHECK_FALSE(FontFile::parse(half).has_value());
}

TEST_CASE("a missing font folder is an error with its path") {
    auto look = Look::create({.panel = {}, .font_folder = "/nowhere", .wording = {}});
    REQUIRE_FALSE(look.has_value());
    CHECK(look.error().kind == ErrorKind::NotFound);
    CHECK(look.error().context.find("/nowhere") != std::string::npos);
}

TEST_CASE("the question breaks by sense at the poster's step") {
    const auto look = make_look();
    const TextLayout& layout =
        look->layouts().set("Как вас сегодня обслужили?", Type::Poster1, look->px(252));
    REQUIRE(layout.fits);
    REQUIRE(layout.lines.size() == 3);
    CHECK(layout.lines[0].count == 7);
    CHECK(layout.lines[1].count == 7);
    CHECK(layout.height() == Approx(3 * 33.0F / 0.7F * look->px(1)));
}

TEST_CASE("what a visitor types breaks anywhere, our own texts say that they do not fit") {
    const auto look = make_look();
    const std::string word(200, 'w');
    CHECK_FALSE(look->layouts().set(word, Type::Field, 300).fits);
    const TextLayout& typed = look->layouts().set(word, Type::Field, 300, Break::Anywhere);
    CHECK(typed.fits);
    CHECK(typed.lines.size() > 5);
    CHECK(typed.width <= 300.5F);
    CHECK(look->layouts().set("а\nб\n", Type::Field, 300, Break::Anywhere).lines.size() == 3);
}

TEST_CASE("lines of a text come out of about one length") {
    const auto look = make_look();
    const TextLayout& layout =
        look->layouts().set("Наведите камеру или наберите адрес", Type::PanelText, look->px(110));
    REQUIRE(layout.lines.size() == 2);
    CHECK(layout.lines[0].count == 15);
}

TEST_CASE("a layout is made once") {
    const auto look = make_look();
    const TextLayout* first = &look->layouts().set("Готово", Type::Action, 300);
    CHECK(first == &look->layouts().set("Готово", Type::Action, 300));
    CHECK(first != &look->layouts().set("Готово", Type::Key, 300));
}
