#include "core/text/name_finder.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/text/given_names.h"
#include "core/text/nearby_words.h"

namespace otk::text {
namespace {

using Letters = std::span<const CodePoint>;
using View = std::u32string_view;

constexpr std::size_t gap_max = 3;
constexpr std::size_t letters_max = 40;  ///< no part of a name is longer

bool is_capital(char32_t letter) {
    return (letter >= 0x0400 && letter <= 0x042F) || (letter >= U'A' && letter <= U'Z');
}

/// A run of letters, with hyphens inside.
struct Token {
    std::size_t begin = 0;
    std::size_t end = 0;
    Word word;  ///< in lower case; of a longer run than any name's, empty
    bool capital = false;
    bool begins = false;   ///< a sentence
    bool joined = false;   ///< blanks only stand between it and the next
    bool initial = false;  ///< one capital and a point: begin to end with the point
};

std::vector<Token> tokens_of(Letters letters) {
    std::vector<Token> tokens;
    bool begins = true;
    for (std::size_t at = 0; at < letters.size();) {
        const char32_t letter = letters[at].value;
        if (!is_letter(letter)) {
            begins =
                begins || letter == U'.' || letter == U'!' || letter == U'?' || letter == U'\n';
            ++at;
            continue;
        }
        Token token;
        token.begin = at;
        token.begins = std::exchange(begins, false);
        token.capital = is_capital(letters[at].value);
        while (at < letters.size() && (is_letter(letters[at].value) ||
                                          (letters[at].value == U'-' && at + 1 < letters.size() &&
                                              is_letter(letters[at + 1].value)))) {
            ++at;
        }
        token.end = at;
        if (token.end - token.begin <= letters_max) {
            for (const CodePoint& one : letters.subspan(token.begin, token.end - token.begin))
                token.word.push_back(folded(one.value));
        }
        const bool has_point = at < letters.size() && letters[at].value == U'.';
        if (token.capital && token.word.size() == 1 && has_point) {
            token.initial = true;
            token.end = ++at;
        }
        tokens.push_back(std::move(token));
    }
    for (std::size_t index = 0; index + 1 < tokens.size(); ++index) {
        const Letters gap =
            letters.subspan(tokens[index].end, tokens[index + 1].begin - tokens[index].end);
        const bool is_blanks =
            gap.size() <= gap_max &&
            std::ranges::all_of(gap, [](const CodePoint& one) { return is_blank(one.value); });
        tokens[index].joined = is_blanks && (!gap.empty() || tokens[index].initial);
    }
    return tokens;
}

bool ends_with_any(View word, std::span<const View> endings) {
    return std::ranges::any_of(endings,
        [&](View ending) { return word.size() > ending.size() + 1 && word.ends_with(ending); });
}

/// The commonest endings of surnames, in the cases that people write.
bool has_surname_ending(View word) {
    static constexpr std::array<View, 41> endings{U"ов", U"ова", U"ову", U"овым", U"овой", U"ове",
        U"ев", U"ева", U"еву", U"евым", U"евой", U"еве", U"ин", U"ина", U"ину", U"иным", U"иной",
        U"ине", U"ын", U"ына", U"ыну", U"ыным", U"ыной", U"ский", U"ская", U"ского", U"скому",
        U"ским", U"ской", U"скую", U"цкий", U"цкая", U"цкого", U"цкой", U"ко", U"ук", U"юк", U"ян",
        U"дзе", U"швили", U"ых"};
    return ends_with_any(word, endings);
}

/// Surnames that are adjectives of another kind than -ский: beside a name only.
bool has_adjective_ending(View word) {
    static constexpr std::array<View, 8> endings{
        U"ный", U"ная", U"ной", U"ному", U"ного", U"ную", U"ным", U"ных"};
    return ends_with_any(word, endings);
}

/// What begins a sentence and asks or tells: «Передайте», «Благодарю», «Принимала».
bool has_verb_ending(View word) {
    static constexpr std::array<View, 9> endings{
        U"те", U"ть", U"ла", U"ли", U"ло", U"рю", U"лю", U"шу", U"жу"};
    return ends_with_any(word, endings);
}

/// What stands with a capital beside a name and is none.
bool is_no_name(View word) {
    static constexpr std::array<View, 30> words{U"вы", U"вам", U"вас", U"вами", U"ваш", U"ваша",
        U"вашей", U"вашего", U"вашему", U"спасибо", U"благодарю", U"благодарим", U"благодарность",
        U"сотрудник", U"сотрудница", U"специалист", U"директор", U"начальник", U"оператор",
        U"инспектор", U"глава", U"главный", U"администрация", U"уважаемый", U"уважаемая", U"прошу",
        U"жалоба", U"мфц", U"когда", U"очень"};
    return std::ranges::find(words, word) != words.end();
}

/// «ул. Гагарина», «школа имени Пушкина»: what is called after a person is no person.
bool is_place(View word) {
    static constexpr std::array<View, 14> words{U"ул", U"пр", U"пр-т", U"пер", U"пл", U"б-р", U"им",
        U"мкр", U"г", U"с", U"пос", U"ш", U"наб", U"орден"};
    static constexpr std::array<View, 29> stems{U"улиц", U"просп", U"переул", U"площад", U"бульвар",
        U"имен", U"шоссе", U"алле", U"тупик", U"проезд", U"парк", U"сквер", U"школ", U"библиотек",
        U"театр", U"музе", U"памятник", U"станци", U"метро", U"микрорайон", U"поселок", U"аэропорт",
        U"больниц", U"гимнази", U"кинотеатр", U"остановк", U"дворец", U"стадион", U"колхоз"};
    return std::ranges::find(words, word) != words.end() || begins_with_any(Word(word), stems);
}

/// A patronymic of a name that the list does not have; adjectives end like some of its cases, so
/// these count only after a given name that it has.
bool is_unknown_patronymic(const Token& token, bool is_after_given) {
    static constexpr std::array<View, 13> endings{U"ович", U"овича", U"овичу", U"овичем", U"евич",
        U"евича", U"евичу", U"евичем", U"овна", U"евна", U"инична", U"овну", U"овны"};
    static constexpr std::array<View, 6> doubtful{
        U"овне", U"овной", U"евне", U"евной", U"евну", U"евны"};
    static constexpr std::array<View, 9> others{U"верховна", U"основна", U"духовна", U"условна",
        U"виновна", U"церковна", U"королевич", U"царевна", U"королевна"};
    if (!token.capital || token.word.size() < 6) return false;
    if (is_after_given && ends_with_any(token.word, doubtful)) return true;
    return ends_with_any(token.word, endings) &&
           std::ranges::find(others, token.word) == others.end();
}

class Names {
  public:
    explicit Names(Letters letters) : m_tokens(tokens_of(letters)) {}

    std::vector<FoundDatum> find() {
        std::vector<FoundDatum> found;
        for (std::size_t at = 0; at < m_tokens.size();) {
            const std::optional<Span> name = name_at(at);
            if (!name) {
                ++at;
                continue;
            }
            if (!is_called_after(name->first)) {
                found.push_back(
                    {m_tokens[name->first].begin, m_tokens[name->last].end, masks::name});
            }
            at = m_free = name->last + 1;
        }
        return found;
    }

  private:
    struct Span {
        std::size_t first = 0;
        std::size_t last = 0;
    };

    /// The word before, if only blanks stand between and no name was found in it.
    const Token* before(std::size_t index) const {
        return index > m_free && index > 0 && m_tokens[index - 1].joined ? &m_tokens[index - 1]
                                                                         : nullptr;
    }
    const Token* after(std::size_t index) const {
        return m_tokens[index].joined && index + 1 < m_tokens.size() ? &m_tokens[index + 1]
                                                                     : nullptr;
    }

    static bool may_be_name(const Token* token) {
        return token != nullptr && token->capital && !token->initial && token->word.size() >= 3 &&
               !is_no_name(token->word) && !(token->begins && has_verb_ending(token->word));
    }
    static bool may_be_surname(const Token* token) {
        if (!may_be_name(token)) return false;
        // Of a double surname one part is enough: «Смирнова-Ким».
        const View word = token->word;
        const View first = word.substr(0, word.find(U'-'));
        return has_surname_ending(word) || has_surname_ending(first) || has_adjective_ending(word);
    }

    /// The word before the name says that something bears it: «ул. Гагарина».
    bool is_called_after(std::size_t first) const {
        for (std::size_t back = 1; back <= 2 && back <= first; ++back) {
            if (is_place(m_tokens[first - back].word)) return true;
        }
        return false;
    }

    std::optional<Span> name_at(std::size_t at) const {
        if (const std::optional<Span> name = with_initials(at)) return name;
        if (const std::optional<Span> name = with_patronymic(at)) return name;
        if (const std::optional<Span> name = with_kinship(at)) return name;
        return given_and_surname(at);
    }

    /// Initials that begin at the word, with the surname on the side where one stands.
    std::optional<Span> with_initials(std::size_t at) const {
        const Token* const second = m_tokens[at].initial ? after(at) : nullptr;
        // The last point is often forgotten: «И. О Фамилия».
        if (second == nullptr || !second->capital || second->word.size() != 1) return std::nullopt;
        const Token* const left = before(at);
        const Token* const right = after(at + 1);
        if (may_be_surname(left)) return Span{at - 1, at + 1};
        if (may_be_surname(right)) return Span{at, at + 2};
        // A new sentence begins with a capital too: before the initials stands rather a surname.
        if (may_be_name(left)) return Span{at - 1, at + 1};
        if (may_be_name(right)) return Span{at, at + 2};
        return std::nullopt;
    }

    std::optional<Span> with_patronymic(std::size_t at) const {
        const Token& token = m_tokens[at];
        const Token* const given = before(at);
        const bool has_given =
            may_be_name(given) || (given != nullptr && is_given_name(given->word));
        const bool is_one = is_patronymic(token.word) ||
                            (has_given && is_unknown_patronymic(token, is_given_name(given->word)));
        if (!is_one) return std::nullopt;
        Span name{at, at};
        if (has_given) {
            --name.first;
            const Token* const surname = before(name.first);
            const bool is_lower =
                surname != nullptr && !token.capital && has_surname_ending(surname->word);
            if (may_be_name(surname) || is_lower) --name.first;
        }
        if (name.first + 2 > at && may_be_name(after(at))) ++name.last;
        return name;
    }

    static bool is_kinship(View word) {
        static constexpr std::array<View, 4> words{U"оглы", U"кызы", U"улы", U"гызы"};
        return std::ranges::find(words, word) != words.end();
    }

    /// «Мамедов Али Гасан оглы».
    std::optional<Span> with_kinship(std::size_t at) const {
        if (!is_kinship(m_tokens[at].word)) return std::nullopt;
        std::size_t first = at;
        while (at - first < 3 && may_be_name(before(first)))
            --first;
        return first < at ? std::optional(Span{first, at}) : std::nullopt;
    }

    std::optional<Span> given_and_surname(std::size_t at) const {
        const Token* const next = after(at);
        if (!may_be_name(&m_tokens[at]) || !may_be_name(next)) return std::nullopt;
        const bool is_given = is_given_name(m_tokens[at].word);
        const bool is_given_next = is_given_name(next->word);
        // What follows takes both: see with_patronymic and with_kinship.
        if (is_patronymic(next->word) || is_unknown_patronymic(*next, is_given)) {
            return std::nullopt;
        }
        const Token* const third = after(at + 1);
        if (third != nullptr) {
            const Token* const fourth = after(at + 2);
            if (is_patronymic(third->word) || is_unknown_patronymic(*third, is_given_next) ||
                is_kinship(third->word) || (fourth != nullptr && is_kinship(fourth->word))) {
                return std::nullopt;
            }
        }
        const bool is_name =
            (is_given && may_be_surname(next)) || (may_be_surname(&m_tokens[at]) && is_given_next);
        return is_name ? std::optional(Span{at, at + 1}) : std::nullopt;
    }

    std::vector<Token> m_tokens;
    std::size_t m_free = 0;  ///< what comes before belongs to a name already
};

}  // namespace

std::vector<FoundDatum> find_names(std::span<const CodePoint> letters) {
    return Names(letters).find();
}

}  // namespace otk::text
