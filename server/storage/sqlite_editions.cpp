#include "server/storage/sqlite_editions.h"

#include <map>
#include <set>

#include "core/base/assert.h"

namespace otk::storage {
namespace {

using analysis::Gathered;
using analysis::PeriodKind;
using analysis::Readers;
using analysis::Stream;
using database::Statement;
using database::Value;

constexpr std::string_view taken_kind = "taken";
constexpr std::string_view waiting_kind = "waiting";
constexpr std::string_view figure_kind = "figure";
constexpr std::string_view no_slot;
constexpr std::size_t month_letters = 7;  ///< of "2026-11-22"

std::string_view name_of(Readers readers) {
    switch (readers) {
        case Readers::Inside:
            return "inside";
        case Readers::Outside:
            return "outside";
    }
    OTK_UNREACHABLE();
}

std::string_view name_of(form::Audience audience) {
    switch (audience) {
        case form::Audience::External:
            return "external";
        case form::Audience::Internal:
            return "internal";
    }
    OTK_UNREACHABLE();
}

form::Audience audience_from(std::string_view text) {
    return text == "internal" ? form::Audience::Internal : form::Audience::External;
}

/// Columns form, audience, place, flagged from 0.
Stream stream_in(const Statement& row) {
    return {.form = std::string(row.text(0)),
        .audience = audience_from(row.text(1)),
        .place = std::string(row.text(2)),
        .flagged = row.integer(3) != 0};
}

/// The slots of a period, first and last.
struct Slots {
    std::string first;
    std::string last;
};

Slots slots_of(const analysis::Period& period, Readers readers) {
    Slots slots{otk::to_text(period.first), otk::to_text(period.last)};
    switch (readers) {
        case Readers::Inside:
            return slots;
        case Readers::Outside:
            OTK_ASSERT(period.kind == PeriodKind::Month || period.kind == PeriodKind::Quarter);
            slots.first.resize(month_letters);
            slots.last.resize(month_letters);
            return slots;
    }
    OTK_UNREACHABLE();
}

}  // namespace

Result<std::vector<std::string>> SqliteEditions::slots_due(
    Readers readers, const std::string& end, int count) {
    Statement* const find = OTK_TRY(m_statements.use(
        "SELECT slot FROM edition_due WHERE readers = ?1 AND slot < ?2 ORDER BY slot LIMIT ?3"));
    OTK_TRY(find->bind({name_of(readers), std::string_view(end), std::int64_t{count}}));
    std::vector<std::string> slots;
    while (true) {
        const bool more = OTK_TRY(find->step());
        if (!more) break;
        slots.emplace_back(find->text(0));
    }
    find->reset();
    return slots;
}

Result<void> SqliteEditions::make_due(const std::string& day) {
    Statement* const insert = OTK_TRY(m_statements.use(
        "INSERT INTO edition_due (readers, slot) VALUES ('inside', ?1) ON CONFLICT DO NOTHING"));
    return insert->run({std::string_view(day)});
}

Result<Gathered> SqliteEditions::read_with(
    Statement& cells, Statement& options, std::initializer_list<Value> values) {
    Gathered gathered;
    OTK_TRY(cells.bind(values));
    while (true) {
        const bool more = OTK_TRY(cells.step());
        if (!more) break;
        analysis::Amounts& amounts = gathered[stream_in(cells)][std::string(cells.text(4))];
        amounts.asked = cells.integer(5);
        amounts.answered = cells.integer(6);
    }
    cells.reset();
    OTK_TRY(options.bind(values));
    while (true) {
        const bool more = OTK_TRY(options.step());
        if (!more) break;
        analysis::Amounts& amounts = gathered[stream_in(options)][std::string(options.text(4))];
        amounts.options[std::string(options.text(5))] = options.integer(6);
    }
    options.reset();
    return gathered;
}

Result<Gathered> SqliteEditions::arrived(Readers readers, const std::string& slot) {
    switch (readers) {
        case Readers::Inside: {
            Statement* const cells = OTK_TRY(m_statements.use(
                "SELECT form, audience, place, flagged, question, SUM(asked), SUM(answered) FROM "
                "asked_day WHERE day = ?1 GROUP BY 1, 2, 3, 4, 5"));
            Statement* const options = OTK_TRY(m_statements.use(
                "SELECT form, audience, place, flagged, question, option, SUM(n) FROM roll_up_day "
                "WHERE day = ?1 GROUP BY 1, 2, 3, 4, 5, 6"));
            return read_with(*cells, *options, {std::string_view(slot)});
        }
        case Readers::Outside: {
            // "2026-11-22" lies between "2026-11" and "2026-11~".
            Statement* const cells = OTK_TRY(m_statements.use(
                "SELECT form, audience, place, flagged, question, SUM(asked), SUM(answered) FROM "
                "edition_cell WHERE readers = 'inside' AND kind = 'figure' AND slot BETWEEN ?1 AND "
                "?1 || '~' AND audience = 'external' GROUP BY 1, 2, 3, 4, 5"));
            Statement* const options = OTK_TRY(m_statements.use(
                "SELECT form, audience, place, flagged, question, option, SUM(n) FROM "
                "edition_option WHERE readers = 'inside' AND kind = 'figure' AND slot BETWEEN ?1 "
                "AND ?1 || '~' AND audience = 'external' GROUP BY 1, 2, 3, 4, 5, 6"));
            return read_with(*cells, *options, {std::string_view(slot)});
        }
    }
    OTK_UNREACHABLE();
}

Result<Gathered> SqliteEditions::read(
    Readers readers, std::string_view kind, const std::string& slot) {
    Statement* const cells = OTK_TRY(m_statements.use(
        "SELECT form, audience, place, flagged, question, asked, answered FROM edition_cell WHERE "
        "readers = ?1 AND kind = ?2 AND slot = ?3"));
    Statement* const options = OTK_TRY(m_statements.use(
        "SELECT form, audience, place, flagged, question, option, n FROM edition_option WHERE "
        "readers = ?1 AND kind = ?2 AND slot = ?3"));
    return read_with(*cells, *options, {name_of(readers), kind, std::string_view(slot)});
}

Result<Gathered> SqliteEditions::taken(Readers readers, const std::string& slot) {
    return read(readers, taken_kind, slot);
}

Result<Gathered> SqliteEditions::waiting(Readers readers) {
    return read(readers, waiting_kind, std::string(no_slot));
}

Result<void> SqliteEditions::erase(
    Readers readers, std::string_view kind, const std::string& slot) {
    Statement* const cells = OTK_TRY(m_statements.use(
        "DELETE FROM edition_cell WHERE readers = ?1 AND kind = ?2 AND slot = ?3"));
    OTK_TRY(cells->run({name_of(readers), kind, std::string_view(slot)}));
    Statement* const options = OTK_TRY(m_statements.use(
        "DELETE FROM edition_option WHERE readers = ?1 AND kind = ?2 AND slot = ?3"));
    return options->run({name_of(readers), kind, std::string_view(slot)});
}

Result<void> SqliteEditions::add(
    Readers readers, std::string_view kind, const std::string& slot, const Gathered& counts) {
    Statement* const cells = OTK_TRY(m_statements.use(
        "INSERT INTO edition_cell (readers, kind, slot, form, audience, place, flagged, question, "
        "asked, answered) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO UPDATE "
        "SET "
        "asked = asked + excluded.asked, answered = answered + excluded.answered"));
    Statement* const options = OTK_TRY(m_statements.use(
        "INSERT INTO edition_option (readers, kind, slot, form, audience, place, flagged, "
        "question, "
        "option, n) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO UPDATE SET "
        "n = n + excluded.n"));
    for (const auto& [stream, answers] : counts) {
        const std::int64_t flagged = stream.flagged ? 1 : 0;
        for (const auto& [question, amounts] : answers) {
            OTK_TRY(cells->run(
                {name_of(readers), kind, std::string_view(slot), std::string_view(stream.form),
                    name_of(stream.audience), std::string_view(stream.place), flagged,
                    std::string_view(question), amounts.asked, amounts.answered}));
            for (const auto& [option, n] : amounts.options) {
                OTK_TRY(options->run(
                    {name_of(readers), kind, std::string_view(slot), std::string_view(stream.form),
                        name_of(stream.audience), std::string_view(stream.place), flagged,
                        std::string_view(question), std::string_view(option), n}));
            }
        }
    }
    return {};
}

Result<void> SqliteEditions::put_release(
    Readers readers, const std::string& slot, const Gathered& taken, const Gathered& released) {
    OTK_TRY(erase(readers, taken_kind, slot));
    OTK_TRY(add(readers, taken_kind, slot, taken));
    OTK_TRY(add(readers, figure_kind, slot, released));
    Statement* const done =
        OTK_TRY(m_statements.use("DELETE FROM edition_due WHERE readers = ?1 AND slot = ?2"));
    OTK_TRY(done->run({name_of(readers), std::string_view(slot)}));
    if (readers == Readers::Outside || released.empty()) return {};
    Statement* const due = OTK_TRY(m_statements.use(
        "INSERT INTO edition_due (readers, slot) VALUES ('outside', ?1) ON CONFLICT DO NOTHING"));
    return due->run({std::string_view(slot).substr(0, month_letters)});
}

Result<void> SqliteEditions::put_waiting(Readers readers, const Gathered& waiting) {
    OTK_TRY(erase(readers, waiting_kind, std::string(no_slot)));
    return add(readers, waiting_kind, std::string(no_slot), waiting);
}

Result<void> SqliteEditions::put_edition(const std::string& day) {
    Statement* const insert = OTK_TRY(m_statements.use("INSERT INTO edition (day) VALUES (?1)"));
    return insert->run({std::string_view(day)});
}

Result<std::optional<Edition>> SqliteEditions::newest_edition() {
    Statement* const find =
        OTK_TRY(m_statements.use("SELECT number, day FROM edition ORDER BY number DESC LIMIT 1"));
    const bool found = OTK_TRY(find->first());
    std::optional<Edition> edition;
    if (found) edition = Edition{find->integer(0), std::string(find->text(1))};
    find->reset();
    return edition;
}

Result<analysis::Tally> SqliteEditions::tally(
    const analysis::Period& period, Readers readers, analysis::Variant variant) {
    const Slots slots = slots_of(period, readers);
    const std::int64_t flagged_max = variant == analysis::Variant::All ? 1 : 0;
    analysis::Tally tally;
    Statement* const options = OTK_TRY(m_statements.use(
        "SELECT form, audience, question, place, option, SUM(n) FROM edition_option WHERE "
        "readers = ?1 AND kind = 'figure' AND slot BETWEEN ?2 AND ?3 AND flagged <= ?4 "
        "GROUP BY 1, 2, 3, 4, 5"));
    OTK_TRY(options->bind({name_of(readers), std::string_view(slots.first),
        std::string_view(slots.last), flagged_max}));
    while (true) {
        const bool more = OTK_TRY(options->step());
        if (!more) break;
        tally.options.push_back({std::string(options->text(0)), audience_from(options->text(1)),
            std::string(options->text(2)), std::string(options->text(3)),
            std::string(options->text(4)), options->integer(5)});
    }
    options->reset();
    Statement* const cells = OTK_TRY(m_statements.use(
        "SELECT form, audience, question, place, SUM(asked), SUM(answered) FROM edition_cell WHERE "
        "readers = ?1 AND kind = 'figure' AND slot BETWEEN ?2 AND ?3 AND flagged <= ?4 "
        "GROUP BY 1, 2, 3, 4"));
    OTK_TRY(cells->bind({name_of(readers), std::string_view(slots.first),
        std::string_view(slots.last), flagged_max}));
    while (true) {
        const bool more = OTK_TRY(cells->step());
        if (!more) break;
        tally.questions.push_back({std::string(cells->text(0)), audience_from(cells->text(1)),
            std::string(cells->text(2)), std::string(cells->text(3)), cells->integer(4),
            cells->integer(5)});
    }
    cells->reset();
    OTK_TRY(list_what_may_be_hidden(period, readers, tally));
    return tally;
}

Result<void> SqliteEditions::list_what_may_be_hidden(
    const analysis::Period& period, Readers readers, analysis::Tally& tally) {
    const analysis::Period around{.kind = PeriodKind::Quarter,
        .first = analysis::period_of(PeriodKind::Quarter, period.first).first,
        .last = analysis::period_of(PeriodKind::Quarter, period.last).last};
    const Slots slots = slots_of(around, readers);
    struct Known {
        std::set<std::string> questions;
        std::set<std::string> places;
    };
    std::map<std::pair<std::string, form::Audience>, Known> forms;
    Statement* const find = OTK_TRY(m_statements.use(
        "SELECT DISTINCT form, audience, question, place FROM edition_cell WHERE readers = ?1 AND "
        "kind = 'taken' AND slot BETWEEN ?2 AND ?3"));
    OTK_TRY(find->bind(
        {name_of(readers), std::string_view(slots.first), std::string_view(slots.last)}));
    while (true) {
        const bool more = OTK_TRY(find->step());
        if (!more) break;
        Known& known = forms[{std::string(find->text(0)), audience_from(find->text(1))}];
        known.questions.emplace(find->text(2));
        known.places.emplace(find->text(3));
    }
    find->reset();
    for (const auto& [form, known] : forms) {
        for (const std::string& question : known.questions) {
            for (const std::string& place : known.places)
                tally.questions.push_back({form.first, form.second, question, place, 0, 0});
        }
    }
    return {};
}

}  // namespace otk::storage
