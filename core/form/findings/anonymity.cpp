#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "core/base/format.h"
#include "core/form/findings/findings.h"
#include "core/form/findings/prose.h"
#include "core/text/code_points.h"

namespace otk::form {
namespace {

using prose::Sentence;
using prose::Word;

/// One thing that tells who the visitor is. Phrases and names stand with commas between them, in
/// lower case, ё as е; "stem*" is a beginning, the words of a phrase stand side by side; "=phrase"
/// is all that the sentence asks for (words_of_asking apart), since «Мобильный» asks for a number
/// and «Мобильное приложение» does not.
struct Datum {
    std::string_view what;
    Severity severity;
    std::u32string_view phrases;
    std::string_view names;  ///< parts of a question's name
    /// Phrases that speak of the thing without asking for it: «вам ответили по телефону?».
    std::u32string_view harmless{};
};

constexpr std::array data{
    Datum{"a phone number", Severity::Error,
        U"телефон*, мобильн* номер*, контактн* номер*, phone*, telephone*, mobile number*, "
        U"cell number*, номер* для связи, номер* для обратной связи, номер* мобильн*, "
        U"=мобильный, =мобильник, =мобильный для связи, =моб, =моб номер, =тел, =mobile, =cell, "
        U"=номер, сот номер*, сотов* номер*, куда вам перезвонить, куда вам позвонить, как вам "
        U"перезвонить, как вам позвонить, когда вам перезвонить, когда вам позвонить, чтобы мы вам "
        U"перезвонили, чтобы мы вам позвонили, мы перезвоним, мы вам перезвоним, may we call you, "
        U"can we call you, shall we call you, is your number, =number",
        "phone, telephone, tel, mobile, telefon",
        U"по телефону, с телефона, на телефоне, by phone, by telephone, on your phone, on the "
        U"phone, "
        U"over the phone, phone line*, телефонн* линия, телефон* горячей линии"},
    Datum{"an e-mail address", Severity::Error,
        U"e-mail*, email*, емейл*, имейл*, электронн* почт*, адрес* почты, мейл*, "
        U"эл почт*, электропочт*, адрес* вашей почты, почт* для связи, почт* для ответа, =почта, "
        U"=почту, =почтовый ящик, =мыло, =электронка, почта если, куда прислать ответ, "
        U"куда вам ответить, we send the answer, we send you the answer, we send the reply",
        "email, mail, pochta", U"по электронной почте, by email, by e-mail, via email"},
    Datum{"a name", Severity::Error,
        U"фио, ф.и.о, фамили*, отчеств*, ваше имя, вашего имени, свое имя, вас зовут, тебя зовут, "
        U"=кто вы, назовите себя, ваши инициалы, =инициалы, ваша подпись, =распишитесь, sign here, "
        U"представьтесь, ф и о, к вам обращаться, вас называть, вас величать, =имя, full name*, "
        U"your name*, first name*, last name*, given name*, "
        U"family name*, surname*, maiden name*",
        "fio, surname, lastname, firstname, fullname, familia, imya, otchestvo"},
    Datum{"somebody's name", Severity::Warning,
        U"имя, имени, имена, name, names, какой сотрудник, кто из сотрудников, кто вас обслуживал, "
        U"кого поблагодарить, who served you",
        "name", U"имя файла, file name"},
    Datum{"a home address", Severity::Error,
        U"ваш адрес, вашего адреса, свой адрес, домашн* адрес*, адрес проживания, адрес "
        U"регистрации, где вы живете, улице вы живете, место жительства, номер* квартиры, your "
        U"address*, home "
        U"address*, "
        U"postal address*, street address*, where do you live, where you live",
        "adres, homeaddress"},
    Datum{"an address", Severity::Warning,
        U"адрес*, улиц* и дом*, улиц* дом*, улиц* номер* дома, address*", "address"},
    Datum{"an insurance or tax number", Severity::Error,
        U"снилс, инн, полис*, номер* вашей карты, табельн* номер*, snils, taxpayer number*, "
        U"insurance number*, social security "
        U"number*",
        "snils, inn, ssn"},
    Datum{"a passport or other document", Severity::Error,
        U"паспорт*, водительск* удостоверен*, номер* документ*, passport*, driving "
        U"licence*, driver's license*, id number*, document number*",
        "passport, pasport"},
    Datum{"a date of birth", Severity::Error,
        U"дат* рождения, день рождения, год* рождения, вашего рождения, вы родились, date of "
        U"birth, birth "
        U"date*, birthdate*, birthday*, year of birth, were you born",
        "birthday, birthdate, dob, birth"},
    Datum{"a case number", Severity::Error,
        U"номер* дела, номер* вашего дела, номер* вашего обращени*, номер* вашего заявлени*, "
        U"номер* обращени*, номер* заявлени*, номер* заявк*, номер* договор*, "
        U"номер* талон*, номер* очереди, номер* вашего автомобил*, номер* вашей машины, госномер*, "
        U"кадастров* номер*, case number*, application number*, reference number*, ticket "
        U"number*, contract number*",
        "casenumber, ticket"},
    Datum{"contact details", Severity::Error,
        U"контактн* данн*, ваши контакты, как с вами связаться, контакты для связи, =контакты, "
        U"=контакт, контакт для связи, контакт для обратной связи, contact details, contact "
        U"information, how can we reach you, how can we contact "
        U"you",
        "contact, contacts"},
    Datum{"a messenger or a social network", Severity::Error,
        U"ник в, ник на, =ник, =тг, =id в телеграм*, =id в telegram, =логин, =ссылка на профиль, "
        U"аккаунт на госуслугах, ссылк* на ваш профиль, =никнейм, =nickname, =телеграм, "
        U"=телеграмм, =телега, =telegram, "
        U"=whatsapp, =ватсап, =вотсап, =вацап, =viber, =вайбер, =скайп, =skype, =вконтакте, =вк, "
        U"=vk, "
        U"=max, =макс, =логин в телеграм*, =страница вконтакте, =страницу вконтакте, =страница в "
        U"вк, "
        U"=страницу в вк, =страница в соцсет*, =страница в социальн* сет*, ссылк* на вашу "
        U"страницу, "
        U"ссылк* на вас, =аккаунт, =профиль вконтакте, =аккаунт в телеграм*, =номер в whatsapp, "
        U"=номер whatsapp, telegram handle*, telegram username*, whatsapp number*",
        "telegram, whatsapp, viber, skype, nickname, vkontakte"},
};

/// What a request says around the thing that it asks for.
constexpr std::u32string_view words_of_asking =
    U"ваш, ваша, ваше, ваши, вашу, свой, свое, свою, свои, укажите, напишите, оставьте, введите, "
    U"впишите, сообщите, дайте, назовите, пожалуйста, your, please, enter, write, give, leave, "
    U"tell, "
    U"us, the";

template <typename Letter>
std::vector<std::basic_string_view<Letter>> split(
    std::basic_string_view<Letter> text, std::basic_string_view<Letter> at) {
    std::vector<std::basic_string_view<Letter>> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(at), text.size());
        parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + at.size(), text.size()));
    }
    return parts;
}

bool is_like(const Word& word, std::u32string_view part) {
    if (!part.ends_with(U'*')) return word.folded == part;
    return word.folded.starts_with(part.substr(0, part.size() - 1));
}

bool stands_at(
    const Sentence& sentence, std::size_t at, const std::vector<std::u32string_view>& parts) {
    if (at + parts.size() > sentence.size()) return false;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        if (!is_like(sentence[at + part], parts[part])) return false;
    }
    return true;
}

bool is_word_of_asking(const Word& word) {
    const std::vector<std::u32string_view> all = split<char32_t>(words_of_asking, U", ");
    return std::find(all.begin(), all.end(), word.folded) != all.end();
}

/// «Укажите ваш мобильный, пожалуйста» asks for «мобильный».
bool asks_only_for(const Sentence& sentence, const std::vector<std::u32string_view>& parts) {
    const auto start = std::find_if_not(sentence.begin(), sentence.end(), is_word_of_asking);
    const auto end =
        std::find_if_not(sentence.rbegin(), std::make_reverse_iterator(start), is_word_of_asking)
            .base();
    return std::equal(start, end, parts.begin(), parts.end(), is_like);
}

bool has_phrase(const Sentence& sentence, std::u32string_view phrase) {
    if (phrase.starts_with(U'=')) {
        return asks_only_for(sentence, split<char32_t>(phrase.substr(1), U" "));
    }
    const std::vector<std::u32string_view> parts = split<char32_t>(phrase, U" ");
    for (std::size_t at = 0; at < sentence.size(); ++at) {
        if (stands_at(sentence, at, parts)) return true;
    }
    return false;
}

bool has_any(const Sentence& sentence, std::u32string_view phrases) {
    const std::vector<std::u32string_view> all = split<char32_t>(phrases, U", ");
    return std::any_of(all.begin(), all.end(),
        [&](std::u32string_view phrase) { return has_phrase(sentence, phrase); });
}

/// What stands before a request to leave something out.
constexpr std::u32string_view leave_out =
    U"не пиш*, не указ*, не сообщ*, не остав*, не называ*, не назов*, не вводи*, не нуж*, не надо, "
    U"не треб*, не спраш*, не запис*, не храни*, не вписыв*, не приводи*, без, leave out, no need, "
    U"without, ask no, not ask, not write, not give, not enter, not include, not mention, not "
    U"tell, "
    U"not leave, not state, not provide, not put, not needed, not required, never write, never "
    U"give, "
    U"don't write, don't give, don't enter, don't include, don't mention, don't tell, don't leave, "
    U"don't put, don't ask";

/// «Не пишите имена», "please leave out names", «без имён»: the sentence asks for their absence.
/// Not every «не» does: «не забудьте телефон» asks for it.
bool asks_to_leave_out(const Sentence& sentence) {
    return has_any(sentence, leave_out);
}

/// An initial or an abbreviation ends no sentence: «Ф. И. О.», «Эл. почта».
bool is_abbreviation(const Word& word) {
    return word.folded.size() == 1 || word.folded == U"эл" || word.folded == U"моб";
}

std::vector<Sentence> whole_sentences_of(const std::string& text) {
    std::vector<Sentence> whole;
    for (Sentence& sentence : prose::sentences_of(text)) {
        if (!whole.empty() && is_abbreviation(whole.back().back())) {
            whole.back().insert(whole.back().end(), std::make_move_iterator(sentence.begin()),
                std::make_move_iterator(sentence.end()));
        } else {
            whole.push_back(std::move(sentence));
        }
    }
    return whole;
}

/// The parts of a question's name in lower case: `Home_address`, `homeAddress` → home, address,
/// homeaddress.
std::vector<std::string> name_parts(std::string_view name) {
    std::vector<std::string> parts(1);
    std::string joined;
    for (const char letter : name) {
        const bool is_capital = letter >= 'A' && letter <= 'Z';
        const bool is_joint = letter == '_' || letter == '-' || letter == '.';
        const bool is_digit = letter >= '0' && letter <= '9';
        if ((is_capital || is_joint || is_digit) && !parts.back().empty()) parts.emplace_back();
        if (is_joint || is_digit) continue;
        const char lower = is_capital ? static_cast<char>(letter - 'A' + 'a') : letter;
        parts.back() += lower;
        joined += lower;
    }
    parts.push_back(joined);
    return parts;
}

/// Only what a visitor writes himself can tell who he is: choices are the author's own words.
bool takes_own_words(const Question& question) {
    if (question.read_only || question.appearance.printer) return false;
    switch (question.kind) {
        case QuestionKind::Text:
        case QuestionKind::Integer:
        case QuestionKind::Decimal:
        case QuestionKind::Date:
            return true;
        case QuestionKind::Note:
        case QuestionKind::Range:
        case QuestionKind::SelectOne:
        case QuestionKind::SelectMultiple:
        case QuestionKind::Rank:
        case QuestionKind::Acknowledge:
        case QuestionKind::Calculate:
        case QuestionKind::Hidden:
            return false;
    }
    return false;
}

class Anonymity {
  public:
    explicit Anonymity(const Form& form) : m_form(form) {}

    std::vector<Finding> run() {
        for (std::size_t index = 0; index < m_form.questions.size(); ++index) {
            const Question& question = m_form.questions[index];
            if (!takes_own_words(question)) continue;
            look_at(index, "label", question.label);
            look_at(index, "hint", question.hint);
            look_at(index, "required_message", question.required_message);
            look_at(index, "constraint_message", question.constraint_message);
            look_at_name(index);
        }
        for (std::size_t page = 0; page < m_form.pages.size(); ++page)
            look_at_page(page);
        return std::move(m_found);
    }

  private:
    using Place = FormProblem::Place;

    void look_at(std::size_t question, std::string_view column, const Texts& texts) {
        m_where = {.place = Place::Question, .index = question};
        look_at_texts(column, texts);
    }
    void look_at_texts(std::string_view column, const Texts& texts) {
        for (const auto& [language, text] : texts.by_language)
            look_at_text(format("{}::{}", column, language), text);
    }

    /// Whoever writes his own words on a page answers what its title and its notes ask, too.
    void look_at_page(std::size_t index) {
        const Page& page = m_form.pages[index];
        const bool is_written_on = std::any_of(page.questions.begin(), page.questions.end(),
            [&](std::size_t question) { return takes_own_words(m_form.questions[question]); });
        if (!is_written_on) return;
        m_where = {.place = Place::Page, .index = index};
        look_at_texts("label", page.title);
        look_at_texts("hint", page.hint);
        for (const std::size_t question : page.questions) {
            if (m_form.questions[question].kind != QuestionKind::Note) continue;
            m_is_note = true;
            look_at(question, "label", m_form.questions[question].label);
            look_at(question, "hint", m_form.questions[question].hint);
            m_is_note = false;
        }
    }

    /// One finding a text: the table goes from the certain to the possible.
    void look_at_text(const std::string& column, const std::string& text) {
        for (const Sentence& sentence : whole_sentences_of(text)) {
            if (asks_to_leave_out(sentence)) continue;
            // A note may only tell: «Телефон доверия: 112».
            if (m_is_note && std::none_of(sentence.begin(), sentence.end(), is_word_of_asking))
                continue;
            for (const Datum& datum : data) {
                if (!has_any(sentence, datum.phrases) || has_any(sentence, datum.harmless))
                    continue;
                return put(datum.what, datum.severity, column);
            }
        }
    }

    void look_at_name(std::size_t question) {
        const std::vector<std::string> parts = name_parts(m_form.questions[question].name);
        for (const Datum& datum : data) {
            const bool is_named = std::any_of(parts.begin(), parts.end(), [&](const auto& part) {
                const auto names = split<char>(datum.names, ", ");
                return std::find(names.begin(), names.end(), part) != names.end();
            });
            if (!is_named) continue;
            // A name alone is the author's business; it only hints at what is asked.
            m_where = {.place = Place::Question, .index = question};
            return put(datum.what, Severity::Warning, "name");
        }
    }

    void put(std::string_view what, Severity severity, std::string column) {
        Finding finding = m_where;
        finding.severity = severity;
        finding.rule = "personal-data";
        finding.column = std::move(column);
        finding.message = format(
            "this seems to ask for {}: answers are promised to be anonymous; "
            "leave the question out, or offer choices instead",
            what);
        m_found.push_back(std::move(finding));
    }

    const Form& m_form;
    Finding m_where;         ///< place and index of what is looked at
    bool m_is_note = false;  ///< what is looked at says something and may ask for nothing
    std::vector<Finding> m_found;
};

}  // namespace

std::vector<Finding> findings_of_anonymity(const Form& form) {
    return Anonymity(form).run();
}

}  // namespace otk::form
