#include "server/analysis/score.h"

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::analysis;
using form::QuestionKind;

TEST_CASE("a value is counted under each option that it names") {
    using Options = std::vector<std::string>;
    CHECK(counted_options(QuestionKind::SelectOne, "4") == Options{"4"});
    CHECK(counted_options(QuestionKind::SelectMultiple, "waiting papers other") ==
          Options{"waiting", "papers", "other"});
    CHECK(counted_options(QuestionKind::SelectMultiple, " waiting  papers ") ==
          Options{"waiting", "papers"});
    CHECK(counted_options(QuestionKind::Rank, "hr rules") == Options{"1:hr", "2:rules"});
    CHECK(counted_options(QuestionKind::Range, "10") == Options{"10"});
}

TEST_CASE("a text is never an option") {
    CHECK(counted_options(QuestionKind::Text, "повесьте часы").empty());
    CHECK(counted_options(QuestionKind::Hidden, "kiosk").empty());
}

TEST_CASE("faces, the promoter question and choices are read on their own scales") {
    form::Question question;
    question.kind = QuestionKind::SelectOne;
    CHECK(scale_of(question) == Scale::Choice);
    question.appearance.likert = true;
    CHECK(scale_of(question) == Scale::FiveMarks);
    question.kind = QuestionKind::Range;
    CHECK(scale_of(question) == Scale::Number);
    question.metric = form::Metric::Nps;
    CHECK(scale_of(question) == Scale::Promoter);
    question.kind = QuestionKind::Text;
    CHECK(scale_of(question) == Scale::Uncounted);
}
