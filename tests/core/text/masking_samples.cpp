#include "tests/core/text/masking_samples.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/base/random.h"
#include "core/text/card_finder.h"
#include "core/text/snils_finder.h"

namespace otk::test {
namespace {

using text::PersonalDatum;

/// Forms for «меня принимала …» and «спасибо …».
struct NamePart {
    std::string_view who;
    std::string_view to_whom;
};

// Parts of names that stand together by chance; some are on no list of the program's.
constexpr std::array women{NamePart{"Анна", "Анне"}, NamePart{"Ольга", "Ольге"},
    NamePart{"Мария", "Марии"}, NamePart{"Наталья", "Наталье"}, NamePart{"Зарема", "Зареме"},
    NamePart{"Гульнара", "Гульнаре"}, NamePart{"Инга", "Инге"}, NamePart{"Злата", "Злате"},
    NamePart{"Хеда", "Хеде"}, NamePart{"Екатерина", "Екатерине"}};
constexpr std::array daughters{NamePart{"Ивановна", "Ивановне"}, NamePart{"Сергеевна", "Сергеевне"},
    NamePart{"Юрьевна", "Юрьевне"}, NamePart{"Ильинична", "Ильиничне"},
    NamePart{"Магомедовна", "Магомедовне"}, NamePart{"Рашидовна", "Рашидовне"},
    NamePart{"Аристарховна", "Аристарховне"}, NamePart{"Викторовна", "Викторовне"}};
constexpr std::array wives{NamePart{"Смирнова", "Смирновой"}, NamePart{"Ильина", "Ильиной"},
    NamePart{"Заречная", "Заречной"}, NamePart{"Ахмадова", "Ахмадовой"},
    NamePart{"Коваленко", "Коваленко"}, NamePart{"Мельник", "Мельник"},
    NamePart{"Полянская", "Полянской"}, NamePart{"Черных", "Черных"}, NamePart{"Ким", "Ким"}};
constexpr std::array men{NamePart{"Иван", "Ивану"}, NamePart{"Алексей", "Алексею"},
    NamePart{"Илья", "Илье"}, NamePart{"Руслан", "Руслану"}, NamePart{"Рамзан", "Рамзану"},
    NamePart{"Ильдар", "Ильдару"}, NamePart{"Зураб", "Зурабу"}, NamePart{"Лаврентий", "Лаврентию"},
    NamePart{"Пётр", "Петру"}, NamePart{"Дмитрий", "Дмитрию"}};
constexpr std::array sons{NamePart{"Петрович", "Петровичу"}, NamePart{"Андреевич", "Андреевичу"},
    NamePart{"Васильевич", "Васильевичу"}, NamePart{"Никитич", "Никитичу"},
    NamePart{"Ахмедович", "Ахмедовичу"}, NamePart{"Маратович", "Маратовичу"},
    NamePart{"Аристархович", "Аристарховичу"}, NamePart{"Игоревич", "Игоревичу"}};
constexpr std::array husbands{NamePart{"Смирнов", "Смирнову"}, NamePart{"Ильин", "Ильину"},
    NamePart{"Заречный", "Заречному"}, NamePart{"Ахмадов", "Ахмадову"},
    NamePart{"Коваленко", "Коваленко"}, NamePart{"Мельник", "Мельнику"},
    NamePart{"Полянский", "Полянскому"}, NamePart{"Черных", "Черных"}, NamePart{"Ким", "Киму"}};

class Composer {
  public:
    explicit Composer(std::uint64_t seed) : m_random(seed) {}

    MaskingSample sample(PersonalDatum kind) {
        switch (kind) {
            case PersonalDatum::Phone:
                return framed(kind, phone(),
                    {{"Перезвоните мне ", ", жду"}, {"Мой телефон ", ""}, {"", " звонил трижды"},
                        {"Оставил номер ", ". Никто не ответил"}});
            case PersonalDatum::Email:
                return framed(kind, email(),
                    {{"Пишите на ", ""}, {"Моя почта ", ", ответьте"}, {"Отправили не на ", "!"}});
            case PersonalDatum::Passport:
                return framed(kind, passport(),
                    {{"Мой паспорт ", ", проверьте"}, {"Паспорт серия ", " потеряли"},
                        {"Данные: ", ", выдан в 2012 году"}, {"по паспорту ", " отказали"}});
            case PersonalDatum::Snils:
                return framed(kind, snils(),
                    {{"СНИЛС ", " не нашли"}, {"Мой номер ", " ввели с ошибкой"}, {"", " это я"}});
            case PersonalDatum::Card:
                return framed(kind, card(),
                    {{"Деньги на карту ", " не пришли"}, {"Карта ", ""}, {"верните на ", "!"}});
            case PersonalDatum::Name:
                return name();
        }
        OTK_UNREACHABLE();
    }

  private:
    using Frames = std::vector<std::pair<std::string_view, std::string_view>>;

    template <typename Range>
    const auto& one_of(const Range& range) {
        return *(std::begin(range) + static_cast<std::ptrdiff_t>(m_random.below(std::size(range))));
    }

    MaskingSample framed(PersonalDatum kind, std::string datum, const Frames& frames) {
        const auto& [before, after] = one_of(frames);
        return {kind, std::string(before), std::move(datum), std::string(after)};
    }

    std::string digits(std::size_t count) {
        std::string all;
        while (all.size() < count)
            all.push_back(static_cast<char>('0' + m_random.below(10)));
        return all;
    }

    /// The digits with what the shape has between them: "### ###-##" takes eight.
    static std::string shaped(std::string_view shape, std::string_view digits) {
        std::string text;
        for (const char letter : shape) {
            if (letter != '#') {
                text.push_back(letter);
                continue;
            }
            text.push_back(digits.front());
            digits.remove_prefix(1);
        }
        return text;
    }

    std::string phone() {
        static constexpr std::array<std::string_view, 6> shapes{"8###-###-##-##",
            "+7 ### ### ## ##", "8 (###) ###-##-##", "8##########", "+7##########",
            "8 ### ###-##-##"};
        return shaped(one_of(shapes), "9" + digits(9));
    }

    std::string email() {
        static constexpr std::array<std::string_view, 4> names{
            "sad.za.domom", "klient_", "voda", "m.o.r.e"};
        static constexpr std::array<std::string_view, 4> hosts{
            "@mail.example", " @ pochta.example", "@box.example.ru", " собака mail.example"};
        return std::string(one_of(names)) + digits(2) + std::string(one_of(hosts));
    }

    std::string passport() {
        static constexpr std::array<std::string_view, 4> shapes{
            "## ## ######", "#### ######", "#### № ######", "## ## № ######"};
        const std::string year = "1" + digits(1);
        return shaped(one_of(shapes), std::to_string(10 + m_random.below(80)) + year + digits(6));
    }

    std::string snils() {
        static constexpr std::array<std::string_view, 4> shapes{
            "###-###-### ##", "### ### ### ##", "###-###-###-##", "###########"};
        const std::string account = "1" + digits(8);
        for (int check = 0; check < 100; ++check) {
            const std::string number = account + (check < 10 ? "0" : "") + std::to_string(check);
            if (text::is_snils(number)) return shaped(one_of(shapes), number);
        }
        OTK_UNREACHABLE();
    }

    std::string card() {
        static constexpr std::array<std::string_view, 4> shapes{
            "#### #### #### ####", "####-####-####-####", "################", "#### ######## ####"};
        static constexpr std::array<std::string_view, 4> systems{"2200", "4276", "5469", "6222"};
        const std::string body = std::string(one_of(systems)) + digits(11);
        for (char check = '0'; check <= '9'; ++check) {
            if (text::has_luhn_digit(body + check)) return shaped(one_of(shapes), body + check);
        }
        OTK_UNREACHABLE();
    }

    MaskingSample name() {
        const bool is_woman = m_random.below(2) == 0;
        const NamePart given = is_woman ? one_of(women) : one_of(men);
        const NamePart parent = is_woman ? one_of(daughters) : one_of(sons);
        const NamePart family = is_woman ? one_of(wives) : one_of(husbands);
        const bool to_whom = m_random.below(2) == 0;
        const auto in_case = [&](const NamePart& part) {
            return std::string(to_whom ? part.to_whom : part.who);
        };
        const std::string initials[]{
            std::string(given.who.substr(0, 2)) + ".", std::string(parent.who.substr(0, 2)) + "."};
        std::string full;
        switch (m_random.below(7)) {
            case 0:
                full = in_case(family) + " " + initials[0] + initials[1];
                break;
            case 1:
                full = in_case(family) + " " + initials[0] + " " + initials[1];
                break;
            case 2:
                full = initials[0] + " " + initials[1] + " " + in_case(family);
                break;
            case 3:
                full = in_case(family) + " " + in_case(given) + " " + in_case(parent);
                break;
            case 4:
                full = in_case(given) + " " + in_case(parent) + " " + in_case(family);
                break;
            case 5:
                full = in_case(given) + " " + in_case(family);
                break;
            default:
                full = in_case(given) + " " + in_case(parent);
        }
        return to_whom ? framed(PersonalDatum::Name, full,
                             {{"Спасибо ", " за помощь"}, {"Передайте ", ": так нельзя"}})
                       : framed(PersonalDatum::Name, full,
                             {{"Меня обслуживала не ", ", а соседнее окно"},
                                 {"В окне 3 ", " всё объяснили"}, {"", " не было на месте"}});
    }

    SeededRandom m_random;
};

constexpr std::array kinds{PersonalDatum::Phone, PersonalDatum::Email, PersonalDatum::Passport,
    PersonalDatum::Snils, PersonalDatum::Card, PersonalDatum::Name};
static_assert(kinds.size() == personal_kinds);

}  // namespace

std::span<const std::string_view> honest_sentences() {
    static constexpr std::array<std::string_view, 126> sentences{
        "Ждал три часа, приняли за пять минут", "Очередь 45 человек, а работают два окна из восьми",
        "Талон А123 вызвали раньше талона А119", "Пришла к 8:30, приняли в 11:45",
        "Обед с 13:00 до 14:00, а закрылись в 12:40", "Был здесь 22.11.2026 и 25.11.2026, всё зря",
        "Справку обещали за 10 дней, прошло 34", "Заявление № 1234567 от 05.10.2026 потеряли",
        "Обращение № 8-1234/2026 без ответа", "Закон № 210-ФЗ от 27.07.2010 не соблюдаете",
        "Приказ № 1130-р от 14.10.2025 висит у входа",
        "Постановление № 5874 от 07.07.2025 устарело",
        "Пункт 4.2 и пункт 5.1.3 противоречат друг другу", "Пошлина 350 рублей, взяли 700",
        "Заплатил 1 250 000 рублей за участок", "Госпошлина 2 000 руб. 00 коп.",
        "Штраф 4 510 123 456 рублей это шутка?", "Живу на ул. Ленина, д. 8, кв. 345",
        "Дом 12/34, корпус 5, подъезд 2, этаж 9", "ул. Гагарина Ю. А., дом 4, крыша течёт",
        "На улице Юрия Гагарина нет света", "Школа имени А. С. Пушкина закрыта",
        "Библиотека имени Льва Толстого далеко", "Проспект Максима Горького перекопали",
        "Площадь Зои Космодемьянской не убирают", "Памятник Петру Первому стоит, а лавок нет",
        "Индекс 364000, письмо шло месяц", "Кадастровый номер 30:12:030412:456 не тот",
        "Участок 8 соток за 900000 дорого", "Счёт 40817810099910004312 закрыт",
        "УИН 0316200000000012345678 не находит", "ИНН 7707083893 на бланке с ошибкой",
        "ОГРН 1027700132195 организации изменился", "Договор 4510 123456 расторгли без нас",
        "Дело 2-1234/2026 отложили", "Дело 4111111111111111 нашли не сразу",
        "Лицевой счёт 4276123412341234 пересчитайте", "Трек 14087654321012 не отслеживается",
        "Кабинеты 8, 9, 10, 11, 12 закрыты", "Кабинет 101-105 не найти",
        "Окно 7 не работает, окно 3 перегружено", "Зал 2, окно 7: очень вежливо",
        "В 2025 году было лучше, чем в 2026", "С 2019 по 2026 ничего не поменялось",
        "Автобус № 112 ходит раз в час", "Маршрутка 45 не останавливается",
        "Температура в зале 12 градусов", "Розетка 220 вольт, Wi-Fi 2.4 ГГц",
        "Ставлю 5 из 5, спасибо", "10 из 10", "100 % довольна", "Норма 12,5 м2 на человека",
        "Родился в 1954 году, мне трудно стоять", "Мне 78 лет, а стульев всего 4",
        "Пенсия 14 560 рублей, а проезд 40", "Горячая линия 122 не отвечает",
        "Звонил в 112, помогли", "Позвонила по объявлению, никто не знает",
        "Телефон на сайте не тот", "Номер телефона не отвечает", "Укажите почту на стенде",
        "Меня у входа напугала собака", "Собака точка остановки не рядом",
        "Купил 5 штук @ 100 рублей", "Паспорт меняли 3 недели",
        "Паспорт выдали за 10 дней, молодцы", "Загранпаспорт на 10 лет стоит 6000 рублей",
        "Серия обращений осталась без ответа", "СНИЛС дочери оформили за 15 минут",
        "Карта района на стене старая", "Карту жителя выдали сразу", "Банкомат не принимает карты",
        "Очень душевная атмосфера", "Верховный суд сказал иначе",
        "Согласно решению Верховной инстанции", "Уголовной ответственности не боятся",
        "Деревня Ивановка, дорога разбита", "Ивановская область, приехала издалека",
        "Посёлок Петровский без автобуса", "Село Знаменское ждёт приёма",
        "Город Урус-Мартан, приёмная", "Станица Наурская, всё хорошо",
        "Спасибо Марине, она молодец", "Спасибо девушкам из третьего окна",
        "Специалист Ольга внимательная", "Смирнова из окна 2 грубит",
        "Господин начальник, придите сами", "И. о. директора не принимает",
        "И.О. начальника не знает правил", "Приём ведёт и.о. главы", "Т.е. снова приходить?",
        "Документы и т.д. и т.п. собрал сам", "г. Гатчина, ул. Соборная, д. 1",
        "Вера в людей вернулась", "Надежда умирает последней", "Роман читала, пока ждала",
        "Любовь к порядку видна", "Мир вашему дому", "Марина и Олег из окна 5 лучшие",
        "Готова ждать, но не стоя", "Слова о порядке пустые", "Основной вход закрыт",
        "Условной очереди не бывает", "Дневной приём короче", "Церковной лавке место не здесь",
        "Администрация Города, почините пандус", "Многофункциональный Центр работает отлично",
        "Центр Занятости Населения рядом", "Отдел Опеки закрыт без объявления",
        "Приходила по вопросу Единого Пособия", "Портал Госуслуги завис на входе",
        "Сайт gorod.example не открывается", "Код с талона 4815 не читается",
        "Пин 1234 на талоне зачем?", "16+ написано, а дети смотрят", "12 + 34 = 46, а насчитали 50",
        "1 2 3 4 5 вышел зайчик погулять", "Ждал с 8 до 12 и с 13 до 17",
        "С 8.09.2026 по 15.10.2026 тишина", "07.08.2026, 08.09.2026 и 09.10.2026 отказ",
        "Вход 1, вход 2 и вход 3 закрыты", "Три справки по 2 листа, 6 листов",
        "Ключ 8-10 не подошёл к ящику 14-16", "Всё хорошо"};
    return sentences;
}

bool MaskingSample::is_found() const {
    const text::MaskedText masked = text::mask_personal_data(text());
    if (masked.ranges.size() != 1) return false;
    const text::MaskedRange& range = masked.ranges.front();
    return masked.text.substr(0, range.begin) == before && masked.text.substr(range.end) == after;
}

std::vector<MaskingSample> masking_samples(std::uint64_t seed, int of_each_kind) {
    Composer composer(seed);
    std::vector<MaskingSample> samples;
    for (const PersonalDatum kind : kinds) {
        for (int at = 0; at < of_each_kind; ++at)
            samples.push_back(composer.sample(kind));
    }
    return samples;
}

std::string_view name_of(PersonalDatum kind) {
    switch (kind) {
        case PersonalDatum::Phone:
            return "phones";
        case PersonalDatum::Email:
            return "e-mail addresses";
        case PersonalDatum::Passport:
            return "passports";
        case PersonalDatum::Snils:
            return "SNILS";
        case PersonalDatum::Card:
            return "bank cards";
        case PersonalDatum::Name:
            return "names";
    }
    OTK_UNREACHABLE();
}

double MaskingQuality::recall(std::size_t kind) const {
    const Kind& one = kinds.at(kind);
    return one.samples == 0 ? 0 : static_cast<double>(one.found) / one.samples;
}

double MaskingQuality::precision() const {
    int found = 0;
    for (const Kind& one : kinds)
        found += one.found;
    const int hidden = found + mistaken + hidden_beside;
    return hidden == 0 ? 0 : static_cast<double>(found) / hidden;
}

MaskingQuality masking_quality(std::uint64_t seed, int of_each_kind) {
    MaskingQuality quality;
    for (const MaskingSample& sample : masking_samples(seed, of_each_kind)) {
        MaskingQuality::Kind& kind = quality.kinds.at(static_cast<std::size_t>(sample.kind));
        ++kind.samples;
        if (sample.is_found()) {
            ++kind.found;
        } else if (!text::mask_personal_data(sample.text()).ranges.empty()) {
            ++quality.hidden_beside;
        }
    }
    for (const std::string_view sentence : honest_sentences()) {
        ++quality.honest;
        if (!text::mask_personal_data(sentence).ranges.empty()) ++quality.mistaken;
    }
    return quality;
}

}  // namespace otk::test
