#include "core/xlsform/starter.h"

#include <string>
#include <string_view>
#include <utility>

#include "core/form/question_kinds.h"

namespace otk::xlsform {
namespace {

/// The types of the form's own table, those of a list with a list of this workbook.
std::vector<std::string> types() {
    std::vector<std::string> words;
    for (const form::KindTraits& kind : form::question_kinds()) {
        const std::string name(kind.name);
        words.push_back(kind.has_list ? name + " marks" : name);
    }
    words.insert(words.end(), {"begin_group", "end_group"});
    return words;
}

DesignedSheet survey() {
    constexpr double text_width = 36;
    constexpr double word_width = 20;
    const std::vector<std::string> yes_no = {"yes", "no"};
    DesignedSheet sheet;
    sheet.name = "survey";
    sheet.columns = {
        {"type", word_width,
            "Вид вопроса. Выберите из списка. Для select_one и select_multiple после вида через "
            "пробел "
            "стоит имя списка с листа choices.",
            types()},
        {"name", word_width,
            "Короткое имя вопроса: латинские буквы, цифры и _, без пробелов. По имени на ответ "
            "ссылаются "
            "в условиях: ${rating}. После начала опроса имя не меняют.",
            {}},
        {"label::Русский (ru)", text_width, "Текст вопроса на экране.", {}},
        {"label::English (en)", text_width,
            "Текст вопроса на английском. Если язык не нужен, удалите все его столбцы на всех "
            "листах.",
            {}},
        {"hint::Русский (ru)", text_width,
            "Пояснение мелкими буквами под вопросом. Можно не писать.", {}},
        {"hint::English (en)", text_width, "Пояснение на английском.", {}},
        {"required", word_width, "yes: страницу нельзя пройти без ответа.", yes_no},
        {"relevant", text_width,
            "Условие, при котором вопрос показывают. ${rating} <= 3: оценка три и ниже. Пусто: "
            "показывают "
            "всегда.",
            {}},
        {"appearance", word_width,
            "Вид на экране: likert – пять лиц, quick – ответ сразу листает дальше, columns-2 – "
            "варианты в "
            "два столбца, multiline – большое поле. Через пробел можно несколько.",
            {"likert quick", "likert", "quick", "columns-2", "quick columns-2", "multiline",
                "numbers", "minimal", "no-buttons", "field-list", "table-list", "printer"}},
        {"body::otk:metric", word_width,
            "Показатель, который считают по ответу. csat – удовлетворённость по пяти оценкам.",
            {"csat", "ces", "csi", "nps"}},
        {"body::otk:on-timeout", word_width,
            "Что делать с ответом, если посетитель ушёл: keep – сохранить, drop – стереть. Для "
            "свободного текста лучше drop.",
            {"keep", "drop"}},
        {"body::otk:slip", word_width,
            "Только для вида text с appearance printer: имя шаблона листка с QR-кодом.", {"phone"}},
    };
    sheet.rows = {
        {"select_one marks", "rating", "Как вас сегодня обслужили?", "How were you served today?",
            "", "", "yes", "", "likert quick", "csat", "keep", ""},
        {"select_multiple bad", "reasons", "Что было плохо?", "What went wrong?",
            "Можно выбрать несколько или пропустить", "Choose several, or skip", "",
            "${rating} <= 3", "columns-2", "", "keep", ""},
        {"select_one good", "liked", "Что понравилось больше всего?", "What did you like most?", "",
            "", "", "${rating} >= 4", "quick columns-2", "", "keep", ""},
        {"text", "wish", "Что нам исправить?", "What should we fix?",
            "Не пишите имена, телефоны и адреса. Это не обращение: ответа не будет.",
            std::string("Please leave out names, phone numbers and addresses. ") +
                "This is not a formal request: you will get no reply.",
            "", "${rating} <= 3", "multiline", "", "drop", ""},
        {"text", "phone_slip", "Рассказать подробнее с телефона", "Tell us more on your phone", "",
            "", "", "", "printer", "", "", "phone"},
    };
    return sheet;
}

DesignedSheet choices() {
    constexpr double text_width = 36;
    constexpr double word_width = 20;
    DesignedSheet sheet;
    sheet.name = "choices";
    sheet.columns = {
        {"list_name", word_width,
            "Имя списка, к которому относится вариант. Его пишут в каждой строке; ячейки не "
            "объединяйте.",
            {}},
        {"name", word_width,
            "Короткое имя варианта: латинские буквы, цифры и _, без пробелов. Пять оценок – числа "
            "1, 2, 3, "
            "4, 5.",
            {}},
        {"label::Русский (ru)", text_width, "Текст варианта на экране.", {}},
        {"label::English (en)", text_width, "Текст варианта на английском.", {}},
    };
    sheet.rows = {
        {"marks", "1", "Очень плохо", "Very poor"},
        {"marks", "2", "Плохо", "Poor"},
        {"marks", "3", "Средне", "Fair"},
        {"marks", "4", "Хорошо", "Good"},
        {"marks", "5", "Отлично", "Excellent"},
        {"bad", "waiting", "Долго ждать", "Long wait"},
        {"bad", "politeness", "Грубо или равнодушно", "Rude or indifferent"},
        {"bad", "information", "Непонятно объяснили", "Unclear explanations"},
        {"bad", "result", "Вопрос не решили", "Matter not solved"},
        {"bad", "other", "Другое", "Something else"},
        {"good", "waiting", "Быстро", "Quick"},
        {"good", "politeness", "Вежливо", "Polite"},
        {"good", "information", "Понятно объяснили", "Clear explanations"},
        {"good", "result", "Вопрос решили", "Matter solved"},
        {"good", "other", "Другое", "Something else"},
    };
    return sheet;
}

DesignedSheet settings() {
    constexpr double word_width = 24;
    DesignedSheet sheet;
    sheet.name = "settings";
    sheet.columns = {
        {"form_title", word_width, "Название опроса: его видят сотрудники в отчётах.", {}},
        {"form_id", word_width,
            "Имя опроса: латинские буквы, цифры и _. Двух опросов с одним именем быть не должно.",
            {}},
        {"version", word_width,
            "Версия: день и номер, например 2026112501. Меняйте её при каждом изменении опроса.",
            {}},
        {"default_language", word_width, "Язык, на котором опрос начинается.",
            {"Русский (ru)", "English (en)"}},
        {"otk:audience", word_width,
            "Кого спрашивают: external – посетителей, internal – сотрудников.",
            {"external", "internal"}},
        {"otk:direction", word_width,
            "Направление, к которому относятся ответы: его код, например service. by-answer:имя – "
            "по "
            "ответу на вопрос с этим именем, by-question – имя вопроса и есть код.",
            {}},
    };
    sheet.rows = {
        {"Оценка обслуживания", "my_survey", "2026010101", "Русский (ru)", "external", "service"}};
    return sheet;
}

/// Begins with "_" and is therefore not read.
DesignedSheet help() {
    DesignedSheet sheet;
    sheet.name = "_справка";
    constexpr double topic_width = 18;
    constexpr double word_width = 30;
    constexpr double text_width = 80;
    sheet.columns = {{"О чём", topic_width, "", {}}, {"Что писать", word_width, "", {}},
        {"Что это значит", text_width, "", {}}};
    sheet.rows = {
        {"Начало", "",
            "Этот лист – справка: листы, имя которых начинается с «_», программа не читает."},
        {"Начало", "otklik form check ФАЙЛ.xlsx",
            "Проверить опрос: показывает все ошибки сразу, с листом, строкой и столбцом."},
        {"Начало", "otklik form build ФАЙЛ.xlsx --out ФАЙЛ.json", "Собрать опрос для терминала."},
        {"Вид", "note", "Текст без ответа."},
        {"Вид", "select_one СПИСОК", "Один вариант из списка."},
        {"Вид", "select_multiple СПИСОК", "Несколько вариантов из списка."},
        {"Вид", "rank СПИСОК", "Расставить варианты по порядку."},
        {"Вид", "text", "Свободный текст."},
        {"Вид", "integer, decimal", "Целое число; число с дробной частью."},
        {"Вид", "range", "Число на шкале; в столбце parameters: start=0 end=10 step=1."},
        {"Вид", "date", "Дата."},
        {"Вид", "acknowledge", "Отметка «прочитано»."},
        {"Вид", "calculate, hidden", "Значение, которого посетитель не видит."},
        {"Вид", "begin_group … end_group",
            "Группа. С appearance field-list её вопросы стоят на одной странице, с table-list – "
            "таблицей."},
        {"Вид на экране", "likert", "Пять лиц; для select_one со списком 1, 2, 3, 4, 5."},
        {"Вид на экране", "quick", "Ответ сразу листает дальше."},
        {"Вид на экране", "columns-2 … columns-9", "Варианты в несколько столбцов."},
        {"Вид на экране", "minimal, no-buttons", "Короткий вид списка; без кнопок у вариантов."},
        {"Вид на экране", "multiline, numbers", "Большое поле для текста; цифровая клавиатура."},
        {"Вид на экране", "printer", "Подпись листка с QR-кодом на последней странице."},
        {"Условие", "${rating} <= 3", "Оценка три и ниже. Без ответа условие не выполнено."},
        {"Условие", "${rating} = 5 and ${visit} = 'first'", "И то и другое; or – хотя бы одно."},
        {"Условие", "selected(${reasons}, 'waiting')", "Среди выбранных вариантов есть waiting."},
        {"Условие", "not(${rating} = 3)", "Не три."},
        {"Условие", ". >= 0 and . <= 100", "В столбце constraint точка – сам ответ."},
        {"Функция", "if(условие, а, б)", "Одно из двух значений."},
        {"Функция", "count-selected(${reasons})", "Сколько вариантов выбрано."},
        {"Функция", "coalesce(${a}, ${b})", "Первый из ответов, который есть."},
        {"Функция", "concat(${a}, ' ', ${b})", "Тексты подряд."},
        {"Функция", "string-length(.)", "Сколько букв в ответе."},
        {"Функция", "round(число), int(число)", "Округлить; отбросить дробную часть."},
        {"Имена", "латинские буквы, цифры, _", "Без пробелов и русских букв, первой стоит буква."},
        {"Анонимность", "не спрашивайте",
            "Имя, телефон, почту, адрес и должность спрашивать нельзя."},
    };
    return sheet;
}

}  // namespace

std::vector<DesignedSheet> starter_form() {
    std::vector<DesignedSheet> sheets;
    sheets.push_back(survey());
    sheets.push_back(help());
    sheets.push_back(choices());
    sheets.push_back(settings());
    return sheets;
}

}  // namespace otk::xlsform
