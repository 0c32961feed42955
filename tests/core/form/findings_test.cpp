#include "core/form/findings/findings.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "core/form/findings/prose.h"
#include "tests/core/form/sample_form.h"

using namespace otk;
using form::Finding;
using form::Severity;

namespace {

std::vector<std::string> rules_of(const std::vector<Finding>& findings) {
    std::vector<std::string> rules;
    for (const Finding& finding : findings)
        rules.emplace_back(finding.rule);
    return rules;
}

/// A form of one question with this text, hint and name.
std::shared_ptr<const form::Form> asking(const std::string& label, const std::string& hint = "",
    const std::string& name = "q", const std::string& kind = "text") {
    const std::string hints = hint.empty() ? "" : R"(,"hint":{"ru":")" + hint + R"("})";
    return test::form_of("",
        R"({"name":")" + name + R"(","kind":")" + kind + R"(","label":{"ru":")" + label + R"("})" +
            hints + "}",
        R"({"name":"p","kind":"single","questions":[")" + name + R"("]})");
}

std::optional<Severity> asks_for(const std::string& label, const std::string& hint = "") {
    const std::vector<Finding> findings = form::findings_of_anonymity(*asking(label, hint));
    if (findings.empty()) return {};
    CHECK(findings.front().rule == "personal-data");
    return findings.front().severity;
}

std::vector<std::string> reading(const std::string& label, const std::string& hint = "") {
    return rules_of(form::findings_of_reading(*asking(label, hint)));
}

}  // namespace

TEST_CASE("an open question that asks who the visitor is breaks the promise") {
    for (const char* label :
        {"Ваш номер телефона", "Оставьте телефон для связи", "Ваша электронная почта",
            "Напишите свой e-mail", "ФИО", "Ф.И.О.", "Ваша фамилия и отчество", "Как вас зовут?",
            "Ваше имя", "Ваш адрес", "Где вы живёте?", "СНИЛС", "Серия и номер паспорта",
            "Дата рождения", "В каком году вы родились?", "Номер обращения", "Номер вашего дела",
            "Номер вашего обращения", "Контактные данные", "Your phone number", "E-mail",
            "Your full name", "Surname", "Home address", "Date of birth", "Passport number",
            "Case number", "How can we contact you?", "Не забудьте указать телефон",
            // As people really ask:
            "Ф. И. О.", "Укажите Ф. И. О. полностью", "Как к вам обращаться?", "Как нам вас называть?",
            "Мобильный", "Ваш мобильный", "Моб. номер", "Номер для связи", "Номер мобильного",
            "Эл. почта", "Ваша почта", "Укажите почту, пожалуйста", "Почта для ответа",
            "Дата вашего рождения", "Номер квартиры", "Оставьте контакты", "Контакты", "Ваш телеграм",
            "Ник в Телеграме", "WhatsApp", "Страница ВКонтакте", "Ваша страница в ВК", "Скайп",
            "Your Telegram", "Куда вам перезвонить?", "Как вам позвонить?", "Ваш номер",
            "Оставьте свой номер, мы перезвоним", "Хотите, чтобы мы вам позвонили? Напишите номер",
            "Напишите, куда прислать ответ", "Ваша электронка", "Почта, если хотите ответ", "Кто вы?",
            "Назовите себя", "Как тебя зовут?", "Инициалы", "Ваша подпись", "Сот. номер",
            "На какой улице вы живёте?", "Номер вашего автомобиля", "Табельный номер",
            "Контакт для обратной связи", "Ваш ТГ", "Ваш ID в Telegram", "Ссылка на ваш профиль",
            "Ваш аккаунт на Госуслугах", "How may we call you back?", "What is your number?",
            "Where shall we send the answer?", "Sign here"}) {
        INFO(label);
        CHECK(asks_for(label) == Severity::Error);
    }
}

TEST_CASE("a sentence that asks to leave personal data out asks for none") {
    for (const char* hint :
        {"Не пишите имена, телефоны и адреса. Это не обращение: ответа не будет.",
            "Пожалуйста, не указывайте телефон.", "Не называйте фамилий сотрудников",
            "Расскажите без имён и телефонов", "Отдел, должность и имя не спрашиваем.",
            "Please leave out names, phone numbers and addresses.",
            "Do not give your phone number.", "Don’t write your e-mail.",
            "We ask no names and no e-mail."}) {
        INFO(hint);
        CHECK_FALSE(asks_for("Что нам исправить?", hint).has_value());
    }
    CHECK(asks_for("Что исправить?", "Не спешите. Оставьте телефон.") == Severity::Error);
}

TEST_CASE("words that only resemble personal data are let be") {
    for (const char* label : {"Вам ответили по телефону?", "Название улицы", "Что имеется в виду?",
             "Сколько окон работало?", "What was on your phone screen?", "Что написано в полиции?",
             "Rename the service?", "Сколько вам пришлось ждать?", "Почта России помогла?", "Почему?",
             "Почему вы так решили?", "Что улучшить: мобильное приложение, сайт?", "Мобильное приложение",
             "Удобен ли мобильный интернет в зале?", "Как к вам обращались сотрудники?",
             "Вежливо ли к вам обратились?", "Что улучшить в нашем телеграм-канале?",
             "Читаете ли вы нас ВКонтакте?", "Никто не помог?", "Какие контакты вы нашли на сайте?",
             "Работала ли почта?", "Что с лифтом в доме?", "В каком месяце?", "Номер окна",
             "Удобно ли вам позвонить нам?", "Мы вам перезвонили?", "Did we call you back in time?",
             "Did you send the answer?", "Знаете ли вы телефон горячей линии?", "Имя файла",
             "Удобно ли читать номер на табло?", "Номер кабинета"}) {
        INFO(label);
        CHECK_FALSE(asks_for(label).has_value());
    }
    // It may be a pothole's address, and a colleague's name: worth a look.
    CHECK(asks_for("По какому адресу яма?") == Severity::Warning);
    CHECK(asks_for("Назовите имя сотрудника") == Severity::Warning);
    CHECK(asks_for("Улица и дом") == Severity::Warning);
}

TEST_CASE("what a page and its messages say is asked of whoever writes on it") {
    const auto found = [](const std::string& title, const std::string& note, const std::string& more,
                           const std::string& kind = "text") {
        const auto form = test::form_of("",
            R"({"name":"n","group":"p","kind":"note","label":{"ru":")" + note +
                R"("}},{"name":"q","group":"p","kind":")" + kind + R"(","label":{"ru":"Напишите здесь"})" + more + "}",
            R"({"name":"p","kind":"field-list","title":{"ru":")" + title + R"("},"questions":["n","q"]})",
            R"({"name":"p"})");
        std::vector<std::string> columns;
        for (const Finding& finding : form::findings_of_anonymity(*form)) {
            CHECK(finding.severity == Severity::Error);
            columns.push_back(finding.column);
        }
        return columns;
    };
    using Columns = std::vector<std::string>;
    CHECK(found("Ваше имя и телефон", "Спасибо", "") == Columns{"label::ru"});
    CHECK(found("Ещё", "Оставьте телефон для связи", "") == Columns{"label::ru"});
    CHECK(found("Ещё", "Телефон доверия: 112", "").empty());
    const std::string messages =
        R"json(,"required":"true()","required_message":{"ru":"Укажите телефон"})json"
        R"json(,"constraint":". != ''","constraint_message":{"ru":"Это не e-mail"})json";
    CHECK(found("Ещё", "Спасибо", messages) ==
          Columns{"required_message::ru", "constraint_message::ru"});
    CHECK(found("Ваше имя и телефон", "Спасибо", "", "acknowledge").empty());
}

TEST_CASE("choices, notes and hidden values ask for nothing; a name is a hint") {
    const auto note = asking("Телефон доверия: 112", "", "q", "note");
    CHECK(form::findings_of_anonymity(*note).empty());
    const std::vector<Finding> named =
        form::findings_of_anonymity(*asking("Что ещё?", "", "clientPhone2"));
    REQUIRE(named.size() == 1);
    CHECK(named[0].severity == Severity::Warning);
    CHECK(named[0].column == "name");
    CHECK(form::findings_of_anonymity(*asking("Что ещё?", "", "hotel")).empty());
}

TEST_CASE("prose is split into sentences and words") {
    const auto sentences =
        form::prose::sentences_of("Ф.И.О. — нет! Цена 1.5 ₽; e-mail…  «Да»?");
    REQUIRE(sentences.size() == 5);
    CHECK(sentences[0].size() == 1);
    CHECK(sentences[0][0].folded == U"ф.и.о");
    CHECK(sentences[1].size() == 1);
    CHECK(sentences[2].size() == 2);
    CHECK(sentences[3][0].text == "e-mail");
    CHECK(sentences[4][0].folded == U"да");
    CHECK(form::prose::sentences_of(" … — !").empty());
}

TEST_CASE("syllables are counted by vowels") {
    using form::prose::syllables_of;
    CHECK(syllables_of({"", U"организована"}, "ru") == 6);
    CHECK(syllables_of({"", U"в"}, "ru") == 0);
    CHECK(syllables_of({"", U"112"}, "ru") == 1);
    CHECK(syllables_of({"", U"112"}, "en") == 1);
    CHECK(syllables_of({"", U"wi-fi"}, "ru") == 1);
    CHECK(syllables_of({"", U"service"}, "en") == 2);
    CHECK(syllables_of({"", U"people"}, "en") == 2);
    CHECK(syllables_of({"", U"certificates"}, "en") == 4);
    CHECK(syllables_of({"", U"offices"}, "en") == 3);
    CHECK(syllables_of({"", U"the"}, "en") == 1);
}

TEST_CASE("a question has at most nine words, a sentence of a hint fifteen") {
    CHECK(reading("Один два три четыре пять шесть семь восемь девять?").empty());
    CHECK(reading("Один два три четыре пять шесть семь восемь девять десять?") ==
          std::vector<std::string>{"long-question"});
    const std::string fifteen = "а б в г д е ж з и к л м н о п";
    CHECK(reading("Да?", fifteen + ". " + fifteen).empty());
    CHECK(reading("Да?", fifteen + " р.") == std::vector<std::string>{"long-sentence"});
}

TEST_CASE("hard and bureaucratic words are named") {
    const auto office = form::findings_of_reading(*asking("Как осуществлялся приём?"));
    REQUIRE(office.size() == 1);
    CHECK(office[0].rule == "office-word");
    CHECK(office[0].column == "label::ru");
    CHECK(office[0].message == "\"осуществлялся\" is an office word; say: делать, вести");
    CHECK(reading("Как вам автоматизированное обслуживание?") ==
          std::vector<std::string>{"hard-word"});
}

TEST_CASE("the reading ease is Flesch's, and Oborneva's for Russian") {
    const auto told = [](const std::string& label) {
        for (const Finding& finding : form::findings_of_reading(*asking(label))) {
            if (finding.rule == "hard-text") return finding.message;
        }
        return std::string();
    };
    // Ten times «Информация о работе» is one sentence of 30 words; a set of 3 has 5 + 1 + 3
    // syllables: 206.835 - 1.3 × 30 - 60.1 × 9 / 3 = -12.465. «В» counts as a word without a
    // syllable.
    std::string thrice;
    for (int time = 0; time < 10; ++time)
        thrice += "информация о работе ";
    CHECK(told(thrice).find(
              "reading ease of -12 (Flesch; 30.0 words a sentence, 3.0 syllables a word)") !=
          std::string::npos);
    std::string with_prepositions;
    for (int time = 0; time < 10; ++time)
        with_prepositions += "был в доме? ";
    // 206.835 - 1.3 × 3 - 60.1 × 1 = 142.8: easy.
    CHECK(told(with_prepositions).empty());
}

TEST_CASE("the sample forms break no rule") {
    for (const char* name : {"reception", "service", "staff"}) {
        const auto form = test::golden_form(name);
        for (const Finding& finding : form::findings_of(*form, form::walk(form, {}))) {
            FAIL_CHECK(
                name << ": " << finding.rule << " " << finding.column << ": " << finding.message);
        }
    }
}

TEST_CASE("what the walk proves is told with its place and example") {
    const std::string lists =
        R"({"name":"yn","choices":[{"name":"yes","label":{"ru":"Да"}},{"name":"no","label":{"ru":"Нет"}}]},)"
        R"({"name":"l","choices":[{"name":"x","label":{"ru":"А"},"columns":{"of":"yes"}},)"
        R"({"name":"y","label":{"ru":"Б"},"columns":{"of":"maybe"}}]})";
    const auto form = test::form_of(lists,
        R"json({"name":"first","kind":"select_one","label":{"ru":"А?"},"list":"yn","required":"true()"},)json"
        R"json({"name":"never","kind":"text","label":{"ru":"Б?"},"relevant":"${first} = 'perhaps'"},)json"
        R"json({"name":"always","kind":"text","label":{"ru":"В?"},"relevant":"${first} != ''"},)json"
        R"json({"name":"next","kind":"select_one","label":{"ru":"Г?"},"list":"l","required":"true()",)json"
        R"json("choice_filter":"of = ${first}"})json",
        R"({"name":"p1","kind":"single","questions":["first"]},{"name":"p2","kind":"single","questions":["never"]},)"
        R"({"name":"p3","kind":"single","questions":["always"]},{"name":"p4","kind":"single","questions":["next"]})");
    const std::vector<Finding> findings = form::findings_of_ways(*form, form::walk(form, {}));
    CHECK(rules_of(findings) == std::vector<std::string>{"unreachable-question", "always-relevant",
                                    "unreachable-choice", "no-choice", "dead-end"});
    CHECK(findings[0].severity == Severity::Error);
    CHECK(findings[0].index == 1);
    CHECK(
        findings[2].message == "in any combination of answers these choices are never offered: y");
    CHECK(findings[4].severity == Severity::Error);
    CHECK(findings[4].place == form::FormProblem::Place::Page);
    CHECK(findings[4].index == 3);
    CHECK(findings[4].example == form::Answers{{0, "no"}});
}

TEST_CASE("a list that nobody asks for is told, one that an expression looks at is not") {
    const std::string lists =
        R"({"name":"asked","choices":[{"name":"x","label":{"ru":"А"}}]},)"
        R"({"name":"looked_at","choices":[{"name":"x","label":{"ru":"А"}}]},)"
        R"({"name":"left","choices":[{"name":"x","label":{"ru":"А"}}]})";
    const auto with = [&lists](const std::string& calculation) {
        return form::findings_of_lists(*test::form_of(lists,
            R"({"name":"q","kind":"select_one","label":{"ru":"А?"},"list":"asked"},)"
            R"({"name":"c","kind":"calculate","calculation":")" + calculation + R"("})",
            R"({"name":"q","kind":"single","questions":["q"]})"));
    };
    const auto found = with("count(instance('looked_at')/root/item[name = 'x'])");
    REQUIRE(rules_of(found) == std::vector<std::string>{"unused-list"});
    CHECK(found[0].severity == Severity::Warning);
    CHECK(found[0].index == 2);
    CHECK(found[0].message.find("no question has the list \"left\"") == 0);
    CHECK(with("${q}").size() == 2);
    CHECK(with("count(/data/q[count(instance('left')/root/item) = 1]) + count(instance('looked_at')/root/item)").empty());
}

TEST_CASE("a choice that the list has not is told with what was meant") {
    const std::string lists =
        R"({"name":"yn","choices":[{"name":"yes","label":{"ru":"Да"}},{"name":"no","label":{"ru":"Нет"}}]})";
    const auto told = [&lists](const std::string& column, const std::string& expression) {
        const auto found = form::findings_of_choices(*test::form_of(lists,
            R"({"name":"a","kind":"select_one","label":{"ru":"А?"},"list":"yn"},)"
            R"({"name":"m","kind":"select_multiple","label":{"ru":"М?"},"list":"yn"},)"
            R"({"name":"t","kind":"text","label":{"ru":"Т?"}},)"
            R"({"name":"q","kind":"select_one","label":{"ru":"К?"},"list":"yn",")" + column + R"(":")" + expression +
                R"("})",
            R"({"name":"a","kind":"single","questions":["a"]},{"name":"m","kind":"single","questions":["m"]},)"
            R"({"name":"t","kind":"single","questions":["t"]},{"name":"q","kind":"single","questions":["q"]})"));
        std::vector<std::string> messages;
        for (const Finding& finding : found) {
            CHECK(finding.rule == "unknown-choice");
            CHECK(finding.severity == Severity::Warning);
            CHECK(finding.index == 3);
            CHECK(finding.column == column);
            messages.push_back(finding.message);
        }
        return messages;
    };
    using Messages = std::vector<std::string>;
    CHECK(told("relevant", "${a} = 'Да' or ${t} = 'Да'") ==
          Messages{"\"Да\" is no choice of the list \"yn\": write 'yes'"});
    CHECK(told("relevant", "not(selected(${m}, 'noo'))") ==
          Messages{"\"noo\" is no choice of the list \"yn\": write 'no'"});
    CHECK(told("required", "if('maybe' != ${a}, ${m} = 'no yess', 1)") ==
          Messages{"\"maybe\" is no choice of the list \"yn\": write the name of one of its choices",
              "\"no yess\" is no choice of the list \"yn\": write the name of one of its choices"});
    CHECK(told("constraint", ". != 'YES'") == Messages{"\"YES\" is no choice of the list \"yn\": write 'yes'"});
    const auto whole = form::findings_of_choices(*test::form_of(lists,
        R"({"name":"m","kind":"select_multiple","label":{"ru":"М?"},"list":"yn","constraint":". != 'no'"},)"
        R"json({"name":"t","kind":"text","label":{"ru":"Т?"},"relevant":"'yes' = ${m} or selected(${m}, 'no')"})json",
        R"({"name":"m","kind":"single","questions":["m"]},{"name":"t","kind":"single","questions":["t"]})"));
    REQUIRE(rules_of(whole) == std::vector<std::string>{"whole-answer", "whole-answer"});
    CHECK(whole[0].severity == Severity::Note);
    CHECK(whole[0].message == "m may have several choices and equals 'no' only where nothing else is chosen:"
                              " selected(., 'no') asks whether it is among them");
    CHECK(whole[1].message.ends_with("selected(${m}, 'yes') asks whether it is among them"));
    for (const char* meant : {"${a} = 'yes' and ${m} = 'no yes'", "${a} = ''", "${t} = 'Да'", "${a} = ${t}",
             "selected(${m}, 'no') = 'true'", "count(/data/a[. = 'x']) = 0"}) {
        INFO(meant);
        CHECK(told("relevant", meant).empty());
    }
}

TEST_CASE("a condition that no tried text fulfils is a warning, and no word about what is hidden") {
    const auto form = test::form_of("",
        R"json({"name":"day","kind":"hidden","from":"day"},)json"
        R"json({"name":"code","kind":"text","label":{"ru":"А?"}},)json"
        R"json({"name":"b","kind":"text","label":{"ru":"Б?"},"relevant":"regex(${code}, '[A-Z]{3}')"})json",
        R"({"name":"code","kind":"single","questions":["code"]},{"name":"b","kind":"single","questions":["b"]})");
    const std::vector<Finding> findings = form::findings_of_ways(*form, form::walk(form, {}));
    CHECK(rules_of(findings) == std::vector<std::string>{"unreachable-question"});
    CHECK(findings[0].severity == Severity::Warning);
    CHECK(findings[0].message.find("look whether anybody can see") != std::string::npos);
}
