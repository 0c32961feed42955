#include "core/text/personal_data.h"

#include <ctime>
#include <vector>

#include <catch2/catch.hpp>

using namespace otk::text;

namespace {

std::string masked(std::string_view text) {
    return mask_personal_data(text).text;
}

bool has_digit(std::string_view text) {
    return text.find_first_of("0123456789") != std::string_view::npos;
}

}  // namespace

TEST_CASE("a Russian mobile number is masked however it is grouped") {
    for (const std::string_view number :
        {"89161234567", "+79161234567", "79161234567", "8 916 123 45 67", "8 (916) 123-45-67",
            "+7(916)1234567", "+7 916 123-45-67", "8-916-123-45-67", "8.916.123.45.67",
            "8 916 1234567", "8 9161234567", "8 916 12 34 567", "(8916) 123 45 67",
            "8 9 1 6 1 2 3 4 5 6 7", "8–916–123–45–67", "8\u00A0916\u00A0123\u00A045\u00A067",
            "8 - 916 - 123 - 45 - 67", "8/916/1234567", "+ 7 916 123 45 67", "8_916_123_45_67"}) {
        CAPTURE(number);
        const std::string text = "Звоните мне: " + std::string(number) + ", жду";
        CHECK(masked(text) == "Звоните мне: +7 ••• •••-••-••, жду");
    }
}

TEST_CASE("a number of ten digits is masked without its leading eight") {
    CHECK(masked("мой 9161234567") == "мой ••• •••-••-••");
    CHECK(masked("мой (916) 123-45-67") == "мой ••• •••-••-••");
    CHECK(masked("916 123 45 67") == "••• •••-••-••");
    CHECK(masked("(8512) 33-44-55") == "••• •••-••-••");
    CHECK(masked("8 (87143) 2-22-51") == "+7 ••• •••-••-••");
    CHECK(masked("телефон 4951234567") == "телефон ••• •••-••-••");
}

TEST_CASE("a number of another country is masked after its plus") {
    CHECK(masked("+380 44 123 45 67") == "+•• ••• •••-••-••");
    CHECK(masked("+995555123456") == "+•• ••• •••-••-••");
}

TEST_CASE("a local number is masked beside a word that says so") {
    for (const std::string_view text :
        {"тел. 223344", "позвоните 22-33-44", "мой телефон 123-45-67", "звонить 1234567",
            "2-22-51 телефон", "Тел.: 2-22-51", "НАБЕРИТЕ 123 45 67", "номер 123-45-67"}) {
        CAPTURE(text);
        CHECK_FALSE(has_digit(masked(text)));
    }
}

TEST_CASE("an e-mail address is masked, also with odd spacing and in words") {
    for (const std::string_view address :
        {"ivan@mail.ru", "ivan.petrov-1@mail.example.ru", "ivan @ mail . ru", "ivan@ mail.ru",
            "ivan @mail.ru", "IVAN_77@MAIL.RU", "ivan+x@gmail.com", "ivan@mail",
            "ivan собака mail.ru", "ivan собака mail точка ru", "ivan(собака)mail.ru",
            "ivan[at]mail.ru", "ivan＠mail.ru", "иван@почта.рф", "89161234567@mail.ru"}) {
        CAPTURE(address);
        CHECK(masked("Пишите " + std::string(address)) == "Пишите •••@•••");
    }
    CHECK(masked("на ivan@mail.ru. 5 раз писал") == "на •••@•••. 5 раз писал");
    CHECK(masked("a@b.ru,c@d.ru") == "•••@•••,•••@•••");
}

TEST_CASE("the masked ranges are those of the masked text") {
    const MaskedText text = mask_personal_data("Я: 89161234567 и a@b.ru");
    REQUIRE(text.ranges.size() == 2);
    const auto part = [&](std::size_t index) {
        const MaskedRange& range = text.ranges[index];
        return text.text.substr(range.begin, range.end - range.begin);
    };
    CHECK(part(0) == "+7 ••• •••-••-••");
    CHECK(text.ranges[0].kind == PersonalDatum::Phone);
    CHECK(part(1) == "•••@•••");
    CHECK(text.ranges[1].kind == PersonalDatum::Email);
}

TEST_CASE("several numbers are masked each for itself and the rest stays") {
    CHECK(masked("89161234567 89167654321") == "+7 ••• •••-••-•• +7 ••• •••-••-••");
    CHECK(masked("окно 12 89161234567, 3 часа") == "окно 12 +7 ••• •••-••-••, 3 часа");
    CHECK(masked("22.11.2026 89161234567") == "22.11.2026 +7 ••• •••-••-••");
}

TEST_CASE("ordinary phrases with numbers are left alone") {
    const std::vector<std::string_view> phrases{"Ждал 3 часа 40 минут",
        "Была здесь 22.11.2026 в 10:30", "С 8.09.2024 по 15.10.2024 нет ответа",
        "Приём с 8:30 до 17:30, обед 13:00–14:00", "Приём 8-30 – 17-30",
        "Заплатил 1 250 000 рублей", "Штраф 89 161 234 567 рублей", "Пошлина 350 руб. 50 коп.",
        "ул. Ленина, д. 8, кв. 345", "дом 12/34 корпус 5", "Принесла 11 документов и 4 копии",
        "Закон № 210-ФЗ от 27.07.2010", "обращение № 8-1234/2024",
        "Кадастровый номер 30:12:030412:456", "заявление 1234567", "звонила по заявлению 1234567",
        "талон А123", "очередь 45 человек, 8 окон", "индекс 188300",
        "кабинеты 8, 9, 10, 11, 12, 13", "1 2 3 4 5", "2024 2025 2026",
        "дела 2-1234/2025 и 2-5678/2025", "оценка 5 из 5", "Зал 2, окно 7", "в 2025 году 365 дней",
        "100 % 200 % 300 %", "норма 12,5 м2 на 1 человека", "счёт 40817810099910004312",
        "карта 2200 1234 5678 9012", "УИН 0316200000000012345678", "07.08.2024, 08.09.2024",
        "7.08.2024-15.09.2024", "8.10.2024-15.11.2024", "ждал с 8 до 12 и с 13 до 17",
        "Купил 5 штук @ 100 рублей", "Меня у входа напугала собака", "собака. Точка.",
        "участок 8 соток за 900000", "сумма 9161234 рубля", "1000000 человек",
        "квартиры 8-12, 14-16, 18-20", "8 800 рублей", "приказ 1130-р",
        "постановление № 5874 от 07.07.2025", "пункты 1.1, 1.2, 1.3 и 4.2", "0,5 ставки",
        "температура -12", "16+", "12 + 34 = 46", "Wi-Fi 2.4 ГГц", "код 4815", "г. р. 1954",
        "1-й этаж, каб. 101-105"};
    for (const std::string_view phrase : phrases) {
        CAPTURE(phrase);
        CHECK(masked(phrase) == phrase);
    }
}

TEST_CASE("masking a masked text changes nothing") {
    for (const std::string_view text :
        {"8 916 123-45-67", "тел. 22-33-44 и a@b.ru", "+380441234567"}) {
        const std::string once = masked(text);
        CHECK(masked(once) == once);
        CHECK(mask_personal_data(once).ranges.empty());
    }
}

TEST_CASE("bytes that are no UTF-8 pass through unchanged") {
    CHECK(masked("\xff 8916\xc3") == "\xff 8916\xc3");
    CHECK(masked("\xff 89161234567 \xd0") == "\xff +7 ••• •••-••-•• \xd0");
    CHECK(masked("").empty());
}

TEST_CASE("the longest text that a row holds is masked in linear time") {
    // 16 KiB of each pattern that makes a careless scanner go back: time grows with the length
    // only.
    for (const std::string_view pattern :
        {"@", "a@", "8", "8 ", "8-9-", "собака ", "тел 12-", "+7("}) {
        const auto time_of = [&](std::size_t bytes) {
            std::string text;
            while (text.size() < bytes)
                text += pattern;
            // Of the processor: a busy machine lets a program wait for as long as it likes.
            const std::clock_t started = std::clock();
            const MaskedText result = mask_personal_data(text);
            CHECK(result.text.size() < 20 * bytes);
            return static_cast<double>(std::clock() - started) / CLOCKS_PER_SEC;
        };
        CAPTURE(pattern);
        // A quadratic scanner would need 64 times as long for 8 times the text.
        const double small = time_of(2U << 10U) + 0.005;
        CHECK(time_of(16U << 10U) < 30 * small);
    }
}
