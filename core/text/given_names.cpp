#include "core/text/given_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>

namespace otk::text {
namespace {

using View = std::u32string_view;

/// Given names as people bear them, ё written е: Russian ones and those of the Caucasus and the
/// Volga. Only which names there are is in this list; their forms follow from rules.
constexpr std::array male{U"абдул", U"абдула", U"абубакар", U"адам", U"азамат", U"азат", U"айдар",
    U"айрат", U"александр", U"алексей", U"али", U"алихан", U"альберт", U"анатолий", U"андрей",
    U"антон", U"анзор", U"аркадий", U"арсен", U"арсений", U"артем", U"артур", U"асламбек", U"аслан",
    U"ахмед", U"ахмат", U"беслан", U"богдан", U"борис", U"булат", U"вадим", U"валентин", U"валерий",
    U"василий", U"вениамин", U"виктор", U"виталий", U"владимир", U"владислав", U"всеволод",
    U"вячеслав", U"гавриил", U"геннадий", U"георгий", U"герман", U"глеб", U"григорий", U"гасан",
    U"давид", U"даниил", U"данил", U"денис", U"джамал", U"дмитрий", U"евгений", U"егор", U"ефим",
    U"заур", U"захар", U"зелимхан", U"иван", U"ибрагим", U"игнат", U"игорь", U"ильдар", U"ильяс",
    U"илья", U"имран", U"иосиф", U"иса", U"ислам", U"исмаил", U"камиль", U"карим", U"кирилл",
    U"клим", U"константин", U"кузьма", U"лев", U"леонид", U"лука", U"магомед", U"макар", U"максим",
    U"марат", U"марк", U"матвей", U"мехди", U"мирон", U"михаил", U"мурат", U"муса", U"муслим",
    U"мухаммад", U"наиль", U"назар", U"никита", U"николай", U"олег", U"омар", U"осип", U"павел",
    U"петр", U"платон", U"прохор", U"равиль", U"рамзан", U"рамиль", U"расул", U"рафаэль", U"рашид",
    U"ринат", U"роберт", U"родион", U"роман", U"ростислав", U"руслан", U"рустам", U"савелий",
    U"саид", U"салават", U"салман", U"самвел", U"святослав", U"семен", U"сергей", U"станислав",
    U"степан", U"султан", U"тарас", U"тимофей", U"тимур", U"трофим", U"турпал", U"умар", U"усман",
    U"фарид", U"федор", U"филипп", U"фома", U"халид", U"хамзат", U"хасан", U"хусейн", U"шамиль",
    U"эдуард", U"эльдар", U"эмиль", U"юрий", U"юсуп", U"яков", U"ян", U"ярослав"};

constexpr std::array female{U"аделина", U"азиза", U"аида", U"айгуль", U"айшат", U"алевтина",
    U"александра", U"алена", U"алина", U"алиса", U"алла", U"альбина", U"альфия", U"амина",
    U"анастасия", U"ангелина", U"анжела", U"анна", U"антонина", U"ася", U"валентина", U"валерия",
    U"варвара", U"василиса", U"вера", U"вероника", U"виктория", U"галина", U"гульнара", U"дарья",
    U"диана", U"дина", U"евгения", U"евдокия", U"екатерина", U"елена", U"елизавета", U"жанна",
    U"зарема", U"зинаида", U"зоя", U"зульфия", U"инна", U"ирина", U"карина", U"кира", U"клавдия",
    U"кристина", U"ксения", U"лариса", U"лейла", U"лиана", U"лидия", U"лилия", U"луиза", U"любовь",
    U"людмила", U"мадина", U"майя", U"малика", U"марго", U"маргарита", U"марина", U"мария",
    U"марьям", U"милана", U"надежда", U"наталия", U"наталья", U"нелли", U"нина", U"оксана",
    U"олеся", U"ольга", U"патимат", U"полина", U"раиса", U"регина", U"римма", U"роза", U"рузанна",
    U"светлана", U"седа", U"снежана", U"софия", U"софья", U"таисия", U"тамара", U"татьяна",
    U"ульяна", U"фатима", U"хава", U"элина", U"эльвира", U"эльмира", U"эмма", U"юлия", U"яна"};

bool is_vowel_or_sign(char32_t letter) {
    return letter == U'а' || letter == U'я' || letter == U'й' || letter == U'ь' || letter == U'и' ||
           letter == U'о';
}

/// What stays in all cases: «анна» → «анн», «сергей» → «серге», «лев» → «льв».
std::u32string stem_of(View name) {
    if (name == U"лев") return U"льв";
    if (name == U"павел") return U"павл";
    return std::u32string(is_vowel_or_sign(name.back()) ? name.substr(0, name.size() - 1) : name);
}

/// What «ич» and «на» are put to: «иван» → «иванов», «сергей» → «сергеев», «юрий» → «юрьев».
std::set<std::u32string> patronymic_roots(View name) {
    const View but_one = name.substr(0, name.size() - 1);
    const View but_two = name.substr(0, name.size() - 2);
    if (name == U"яков") return {U"яковлев"};
    if (name == U"михаил") return {U"михайлов", U"михаилов"};
    if (name == U"гавриил") return {U"гавриилов", U"гаврилов"};
    if (name == U"даниил") return {U"даниилов", U"данилов"};
    if (name == U"лев" || name == U"павел") return {stem_of(name) + U"ов"};
    if (name.ends_with(U"ий")) {
        return {std::u32string(but_two) + U"ьев", std::u32string(but_two) + U"иев"};
    }
    if (name.back() == U'й' || name.back() == U'ь') return {std::u32string(but_one) + U"ев"};
    if (name.back() == U'и') return {std::u32string(name) + U"ев"};
    if (name.back() == U'а' || name.back() == U'я') {
        // Илья, Никита, Муса: -ич and -инична, and in the Caucasus -евич, -аевич.
        return {
            std::u32string(but_one), std::u32string(but_one) + U"ин", std::u32string(name) + U"ев"};
    }
    return {std::u32string(name) + U"ов"};
}

const std::set<std::u32string, std::less<>>& name_stems() {
    static const std::set<std::u32string, std::less<>> stems = [] {
        std::set<std::u32string, std::less<>> all;
        for (const View name : male)
            all.insert(stem_of(name));
        for (const View name : female)
            all.insert(stem_of(name));
        all.insert(U"лев");
        all.insert(U"павел");
        return all;
    }();
    return stems;
}

const std::set<std::u32string, std::less<>>& roots() {
    static const std::set<std::u32string, std::less<>> all = [] {
        std::set<std::u32string, std::less<>> set;
        for (const View name : male)
            set.merge(patronymic_roots(name));
        return set;
    }();
    return all;
}

/// The word without the first of the endings that it has; none if it has none of them.
template <std::size_t Count>
bool has_stem(View word, const std::array<View, Count>& endings,
    const std::set<std::u32string, std::less<>>& stems) {
    return std::ranges::any_of(endings, [&](View ending) {
        return word.size() > ending.size() + 1 && word.ends_with(ending) &&
               stems.contains(word.substr(0, word.size() - ending.size()));
    });
}

}  // namespace

bool is_given_name(View word) {
    static constexpr std::array<View, 19> endings{U"", U"а", U"у", U"ом", U"е", U"я", U"ю", U"ем",
        U"ы", U"и", U"ой", U"ей", U"й", U"ь", U"ью", U"ою", U"ею", U"ям", U"о"};
    return has_stem(word, endings, name_stems());
}

bool is_patronymic(View word) {
    static constexpr std::array<View, 16> endings{U"ич", U"ича", U"ичу", U"ичем", U"иче", U"на",
        U"ны", U"не", U"ну", U"ной", U"ною", U"ична", U"ичны", U"ичне", U"ичну", U"ичной"};
    return has_stem(word, endings, roots());
}

}  // namespace otk::text
