// What core/text hides beyond phones and addresses; personal_data_test.cpp has those.

#include <catch2/catch.hpp>

#include "core/text/card_finder.h"
#include "core/text/code_points.h"
#include "core/text/given_names.h"
#include "core/text/nearby_words.h"
#include "core/text/personal_data.h"
#include "core/text/snils_finder.h"
#include "tests/core/text/masking_samples.h"

using namespace otk;
using namespace otk::text;

namespace {

std::string masked(std::string_view text) {
    return mask_personal_data(text).text;
}

}  // namespace

TEST_CASE("a passport's series and number are masked however they are grouped") {
    for (const std::string_view number : {"45 10 123456", "4510 123456", "4510-123456",
             "45 10 № 123456", "4510 №123456", "4510 номер 123456", "45 10, номер: 123456"}) {
        CAPTURE(number);
        CHECK(masked("Мой паспорт " + std::string(number) + ", ждала") ==
              "Мой паспорт •• •• ••••••, ждала");
        CHECK(masked(number) == "•• •• ••••••");
    }
    CHECK(masked("паспорт 4510123456") == "паспорт •• •• ••••••");
    CHECK(masked("загранпаспорт 71 1234567") == "загранпаспорт •• •• ••••••");
    CHECK(masked("номер паспорта 123456") == "номер паспорта •• •• ••••••");
    CHECK(masked("4510 123456 от 22.11.2010") == "•• •• •••••• от 22.11.2010");
}

TEST_CASE("ten digits that are no passport stay") {
    for (const std::string_view text : {"договор 4510 123456", "заявление 45 10 123456",
             "4560 123456", "4510 123456 рублей", "30:45:4510 123456:7", "4510123456",
             "ИНН 4510123456", "паспорт за 10 дней", "паспорт от 22.11.2026", "талон 123456"}) {
        CAPTURE(text);
        CHECK(masked(text) == text);
    }
}

TEST_CASE("the check number of a SNILS is that of the rule") {
    CHECK(is_snils("11223344595"));  // the example of the rule
    CHECK_FALSE(is_snils("11223344594"));
    CHECK_FALSE(is_snils("11232344595"));
    CHECK(is_snils("00100199700"));  // none up to 001-001-998
    CHECK_FALSE(is_snils("1122334459"));
    // 9 · 9 + 1 · 8 + 1 · 7 + 1 · 4 = 100, written 00.
    CHECK(is_snils("91100100000"));
    CHECK_FALSE(is_snils("91100100001"));
}

TEST_CASE("a SNILS is masked with its check number, and without only where it is called so") {
    for (const std::string_view number :
        {"112-233-445 95", "112-233-445-95", "112 233 445 95", "11223344595", "112233445 95"}) {
        CAPTURE(number);
        CHECK(masked("Мой " + std::string(number)) == "Мой •••-•••-••• ••");
    }
    CHECK(masked("112-233-445 96") == "112-233-445 96");
    CHECK(masked("снилс 112-233-445 96") == "снилс •••-•••-••• ••");
    CHECK(masked("Мой номер 112-233-445 95") == "Мой номер •••-•••-••• ••");
    CHECK(masked("заявление 11223344595") == "заявление 11223344595");
    CHECK(masked("8 916 123 45 67") == "+7 ••• •••-••-••");
}

TEST_CASE("a card's check digit is Luhn's") {
    CHECK(has_luhn_digit("4111111111111111"));
    CHECK(has_luhn_digit("378282246310005"));
    CHECK_FALSE(has_luhn_digit("4111111111111112"));
    CHECK_FALSE(has_luhn_digit("4111111111111101"));
}

TEST_CASE("a bank card is masked with its check digit") {
    for (const std::string_view number : {"4111 1111 1111 1111", "4111-1111-1111-1111",
             "4111111111111111", "4111 1111 11111111", "2200 0000 0000 0004"}) {
        CAPTURE(number);
        CHECK(masked("верните на " + std::string(number)) == "верните на •••• •••• •••• ••••");
    }
    CHECK(masked("карта 378282246310005") == "карта •••• •••• •••• ••••");
    for (const std::string_view text : {"карта 4111 1111 1111 1112", "дело 4111111111111111",
             "378282246310005", "счёт 40817810099910004312", "1111 1111 1111 1117"}) {
        CAPTURE(text);
        CHECK(masked(text) == text);
    }
}

TEST_CASE("forms of names and patronymics follow from the names") {
    for (const std::u32string_view word : {U"анна", U"анне", U"сергеем", U"льва", U"лев",
             U"магомеду", U"ильёй", U"юрия", U"петру", U"любовью"}) {
        Word folded_word;
        for (const char32_t letter : word)
            folded_word.push_back(folded(letter));
        CHECK(is_given_name(folded_word));
    }
    for (const std::u32string_view word : {U"иванович", U"ивановны", U"сергеевичу", U"юрьевна",
             U"ильич", U"ильиничне", U"львовна", U"павловичем", U"михайловна", U"яковлевич",
             U"никитичной", U"магомедовна", U"мусаевич", U"васильевне", U"игоревна"}) {
        CHECK(is_patronymic(word));
    }
    for (const std::u32string_view word :
        {U"верховна", U"основной", U"москвич", U"царевна", U"дневной", U"часовне", U"кирпич"}) {
        CHECK_FALSE(is_patronymic(word));
    }
}

TEST_CASE("a name is masked by its patronymic, its initials, or given name and surname") {
    for (const std::string_view name : {"Смирнова Анна Сергеевна", "Анна Сергеевна Смирнова",
             "Анна Сергеевна", "Смирнова А.С.", "Смирнова А. С.", "А.С. Смирнова", "А. С. Мельник",
             "смирнова анна сергеевна", "СМИРНОВА АННА СЕРГЕЕВНА", "Анна Смирнова",
             "Смирнова-Ким Анна", "Мамедова Лейла Гасан кызы", "Злата Аристарховна"}) {
        CAPTURE(name);
        CHECK(masked("в окне 3 " + std::string(name) + " грубит") == "в окне 3 ••••• •. •. грубит");
    }
    CHECK(masked("Спасибо Ивановне!") == "Спасибо ••••• •. •.!");
    CHECK(masked("Передайте Анне Петровне. Очень прошу") == "Передайте ••••• •. •.. Очень прошу");
}

TEST_CASE("honest sentences with numbers, dates, sums and addresses stay") {
    for (const std::string_view sentence : test::honest_sentences()) {
        CAPTURE(sentence);
        CHECK(masked(sentence) == sentence);
    }
}

TEST_CASE("of each kind of datum enough is found") {
    const test::MaskingQuality quality = test::masking_quality(7, 300);
    for (std::size_t kind = 0; kind < test::personal_kinds; ++kind) {
        INFO(test::name_of(static_cast<PersonalDatum>(kind)));
        // Names of people have no form that all of them keep.
        const double least = static_cast<PersonalDatum>(kind) == PersonalDatum::Name ? 0.9 : 0.99;
        CHECK(quality.recall(kind) >= least);
    }
    CHECK(quality.precision() >= 0.99);
}

TEST_CASE("masks are found again in a masked text, and nothing else is") {
    const std::string text = masked(
        "Смирнова А.С., 4510 123456, 112-233-445 95, 4111 1111 1111 1111, 8 916 123-45-67, "
        "+380441234567, тел. 22-33-44, a@b.ru");
    const std::vector<MaskedRange> found = masks_in(text);
    REQUIRE(found.size() == 8);
    CHECK(found[0].kind == PersonalDatum::Name);
    CHECK(found[1].kind == PersonalDatum::Passport);
    CHECK(found[2].kind == PersonalDatum::Snils);
    CHECK(found[3].kind == PersonalDatum::Card);
    CHECK(found[4].kind == PersonalDatum::Phone);
    CHECK(found[7].kind == PersonalDatum::Email);
    CHECK(mask_personal_data(text).text == text);
    CHECK(masks_in("окно 7, •• и ••• @").empty());
}
