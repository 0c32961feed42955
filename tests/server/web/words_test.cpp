#include "server/web/words.h"

#include <catch2/catch.hpp>

#include "server/web/html.h"

using namespace otk;
using namespace otk::web;

namespace {

std::string period(const char* text) {
    return period_in_words(analysis::parse_period(text).value());
}

}  // namespace

TEST_CASE("Russian counts take the right form of the word") {
    CHECK(answers_in_words(1) == "1\u00a0ответ");
    CHECK(answers_in_words(3) == "3\u00a0ответа");
    CHECK(answers_in_words(5) == "5\u00a0ответов");
    CHECK(answers_in_words(11) == "11\u00a0ответов");
    CHECK(answers_in_words(112) == "112\u00a0ответов");
    CHECK(answers_in_words(121) == "121\u00a0ответ");
    CHECK(answers_in_words(1002) == "1002\u00a0ответа");
}

TEST_CASE("numbers are written as Russian readers expect") {
    CHECK(decimal(4.25) == "4,2");
    CHECK(decimal(-12.5) == "−12,5");
    CHECK(decimal(-0.01) == "0,0");
    CHECK(percent(0.784) == "78\u00a0%");
    CHECK(interval_in_words({0.566, 1}) == "от\u00a057 до\u00a0100\u00a0%");
}

TEST_CASE("a period is named by its days, month or quarter") {
    CHECK(period("2026-11-22") == "22\u00a0ноября 2026");
    CHECK(period("2026-W47") == "16–22\u00a0ноября 2026");
    CHECK(period("2026-W49") == "30\u00a0ноября – 6\u00a0декабря 2026");
    CHECK(period("2026-W53") == "28\u00a0декабря 2026 – 3\u00a0января 2027");
    CHECK(period("2026-11") == "ноябрь 2026");
    CHECK(period("2026-Q4") == "IV\u00a0квартал 2026");
}

TEST_CASE("nothing of a text can become a tag or an attribute") {
    CHECK(escaped("<a href=\"x\">'&'</a>") ==
          "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
}

TEST_CASE("a refusal says in Russian what is wrong and where to go") {
    for (const int status : {400, 403, 404, 405, 408, 413, 415, 431, 500, 503}) {
        const std::string page = refusal_page(status, "<reason>");
        CHECK(page.find("<h1>") != std::string::npos);
        CHECK(page.find("href=\"/\"") != std::string::npos);
        CHECK(page.find("<reason>") == std::string::npos);
        CHECK_FALSE(refusal_reason(status).empty());
    }
}
