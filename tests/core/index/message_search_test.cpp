#include "core/index/index_reader.h"
#include "core/index/site_ledger.h"
#include "core/index/text_fold.h"
#include "tests/core/index/records.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <tuple>

namespace connectorscope {
namespace {

constexpr std::array folders = {FolderKind::Incoming, FolderKind::Failed, FolderKind::PickUp,
                                FolderKind::BadMail};
constexpr std::array causes = {CauseId::MissingFrom, CauseId::NulHole, CauseId::TruncatedBase64,
                               CauseId::InvalidDate};
constexpr std::array columns = {
    SortColumn::Since, SortColumn::Folder,  SortColumn::Verdict, SortColumn::Cause,     SortColumn::State,
    SortColumn::Size,  SortColumn::Subject, SortColumn::Sender,  SortColumn::Recipient, SortColumn::FileName};
constexpr std::array words = {"Invoice",
                              "invoice",
                              "M\xC3\xBCller",
                              "M\xC3\x9CLLER",
                              "Re:",
                              "\"quoted\"",
                              "100%",
                              "a_b",
                              "Angebot",
                              "\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82",
                              "x",
                              "offer"};

/// Rows by the rules of the headers, without an index.
class Naive
{
public:
    explicit Naive(std::vector<MessageRow> rows)
        : m_rows(std::move(rows))
    {
        std::vector<const MessageRow*> newest;
        for (const MessageRow& row : m_rows)
            newest.push_back(&row);
        std::ranges::sort(newest, [](const MessageRow* a, const MessageRow* b) {
            return std::tie(a->since, a->number) > std::tie(b->since, b->number);
        });
        for (std::size_t i = 0; i < newest.size() && i < MessageFilter::newestSearched; ++i)
            m_newest.insert({newest[i]->number, true});
    }

    std::vector<std::int64_t> numbers(const MessageFilter& filter, const MessageOrder& order) const
    {
        std::vector<const MessageRow*> found;
        for (const MessageRow& row : m_rows) {
            if (fits(row, filter))
                found.push_back(&row);
        }
        std::ranges::sort(found, [&](const MessageRow* a, const MessageRow* b) {
            return order.descending ? key(*b, order.column) < key(*a, order.column)
                                    : key(*a, order.column) < key(*b, order.column);
        });
        std::vector<std::int64_t> numbers;
        for (const MessageRow* row : found)
            numbers.push_back(row->number);
        return numbers;
    }

    std::map<std::string, std::uint64_t> counts(const MessageFilter& filter, GroupBy group) const
    {
        std::map<std::string, std::uint64_t> counted;
        for (const MessageRow& row : m_rows) {
            if (!fits(row, filter))
                continue;
            for (const std::string& name : groupsOf(row, group))
                ++counted[name];
        }
        return counted;
    }

private:
    static std::vector<std::string> groupsOf(const MessageRow& row, GroupBy group)
    {
        switch (group) {
        case GroupBy::Folder:
            return {std::string(toString(row.place.folder))};
        case GroupBy::Verdict:
            return {std::string(toString(row.verdict))};
        case GroupBy::Cause:
            return {row.primary ? std::string(causeOf(*row.primary).id) : std::string()};
        case GroupBy::State:
            return {std::string(toString(row.state))};
        case GroupBy::Sender:
            return {foldText(row.sender)};
        case GroupBy::Recipient: {
            std::vector<std::string> recipients;
            for (const std::string& address : row.recipients)
                recipients.push_back(foldText(address));
            std::ranges::sort(recipients);
            recipients.erase(std::unique(recipients.begin(), recipients.end()), recipients.end());
            return recipients;
        }
        case GroupBy::Hour:
            return {
                std::to_string(std::chrono::floor<std::chrono::hours>(row.since).time_since_epoch().count())};
        }
        return {};
    }

    template <class Value>
    static bool isIn(const std::vector<Value>& values, const Value& value)
    {
        return values.empty() || std::ranges::find(values, value) != values.end();
    }

    bool fits(const MessageRow& row, const MessageFilter& filter) const
    {
        return isIn(filter.folders, row.place.folder) && isIn(filter.states, row.state) &&
               isIn(filter.verdicts, row.verdict) &&
               (filter.causes.empty() || (row.primary && isIn(filter.causes, *row.primary))) &&
               std::ranges::all_of(filter.without,
                                   [&row](Absence absence) { return isWithout(row, absence); }) &&
               (!filter.from || row.since >= *filter.from) &&
               (!filter.before || row.since < *filter.before) &&
               (!filter.stuck || isStuck(row, *filter.stuck)) && fitsAddresses(row, filter) &&
               fitsText(row, filter.text);
    }

    static bool isWithout(const MessageRow& row, Absence absence)
    {
        switch (absence) {
        case Absence::Cause:
            return !row.primary;
        case Absence::Sender:
            return row.sender.empty();
        case Absence::Recipient:
            break;
        }
        return row.recipients.empty();
    }

    static bool isStuck(const MessageRow& row, const StuckLimits& limits)
    {
        if (row.state != MessageState::Present)
            return false;
        switch (row.place.folder) {
        case FolderKind::Failed:
            return row.verdict != Verdict::Pending;
        case FolderKind::BadMail:
            return true;
        case FolderKind::Incoming:
            return row.leftBehind || row.since < limits.incomingBefore;
        case FolderKind::PickUp:
            return row.since < limits.pickupBefore;
        default:
            return false;
        }
    }

    static bool fitsAddresses(const MessageRow& row, const MessageFilter& filter)
    {
        const std::string sender = foldText(row.sender);
        const std::string wanted = foldText(filter.sender);
        if (wanted.starts_with('@') ? !sender.ends_with(wanted) : !wanted.empty() && sender != wanted)
            return false;
        return filter.recipient.empty() ||
               std::ranges::any_of(row.recipients, [&](const std::string& address) {
                   return foldText(address) == foldText(filter.recipient);
               });
    }

    bool fitsText(const MessageRow& row, const std::string& text) const
    {
        const std::string wanted = foldText(text);
        if (wanted.empty())
            return true;
        const std::string first = row.recipients.empty() ? std::string() : row.recipients.front();
        if (characterCount(wanted) < 3) {
            return m_newest.contains(row.number) &&
                   (foldText(row.subject).starts_with(wanted) || foldText(row.sender).starts_with(wanted) ||
                    foldText(first).starts_with(wanted));
        }
        std::vector<std::string> texts = {row.subject, row.senderName, row.sender, row.messageId,
                                          row.place.name};
        texts.insert(texts.end(), row.recipients.begin(), row.recipients.end());
        return std::ranges::any_of(
            texts, [&](const std::string& held) { return foldText(held).find(wanted) != std::string::npos; });
    }

    static std::tuple<std::int64_t, std::string, std::int64_t, std::int64_t> key(const MessageRow& row,
                                                                                 SortColumn column)
    {
        constexpr std::size_t textLimit = 40;
        constexpr std::size_t addressLimit = 320;
        const std::int64_t since = row.since.time_since_epoch().count();
        const std::string first = row.recipients.empty() ? std::string() : row.recipients.front();
        switch (column) {
        case SortColumn::Since:
            return {since, "", 0, row.number};
        case SortColumn::Folder:
            return {static_cast<std::int64_t>(row.place.folder), "", since, row.number};
        case SortColumn::Verdict:
            return {static_cast<std::int64_t>(row.verdict), "", since, row.number};
        case SortColumn::Cause:
            return {row.primary ? static_cast<std::int64_t>(*row.primary) : -1, "", since, row.number};
        case SortColumn::State:
            return {static_cast<std::int64_t>(row.state), "", since, row.number};
        case SortColumn::Size:
            return {static_cast<std::int64_t>(row.size), "", 0, row.number};
        case SortColumn::Subject:
            return {0, foldKey(row.subject, textLimit), 0, row.number};
        case SortColumn::Sender:
            return {0, foldKey(row.sender, addressLimit), 0, row.number};
        case SortColumn::Recipient:
            return {0, foldKey(first, addressLimit), 0, row.number};
        case SortColumn::FileName:
            return {0, foldKey(row.place.name, textLimit), 0, row.number};
        }
        return {};
    }

    std::vector<MessageRow> m_rows;
    std::map<std::int64_t, bool> m_newest;
};

/// A few hundred messages of all kinds, made once.
class MessageSearch : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        s_folder = std::make_unique<TempDir>();
        auto ledger = SiteLedger::open(s_folder->path(), {"anna", "server"});
        ASSERT_TRUE(ledger) << ledger.error().message;
        fill(**ledger);
        ledger->reset();
        auto reader = IndexReader::open(s_folder->path());
        ASSERT_TRUE(reader) << reader.error().message;
        s_reader = std::move(*reader);
        reader = IndexReader::open(s_folder->path(), {.few = 0, .fewNumbers = 0, .fewToCount = 0});
        ASSERT_TRUE(reader) << reader.error().message;
        s_walker = std::move(*reader);
        reader = IndexReader::open(s_folder->path(), {.few = 0});
        ASSERT_TRUE(reader) << reader.error().message;
        s_gatherer = std::move(*reader);
        auto all = s_reader->page({}, {}, 100'000);
        ASSERT_TRUE(all) << all.error().message;
        s_naive = std::make_unique<Naive>(all->rows);
        s_rows = all->rows.size();
    }

    static void TearDownTestSuite()
    {
        s_reader.reset();
        s_walker.reset();
        s_gatherer.reset();
        s_naive.reset();
        s_folder.reset();
    }

    static int rounds()
    {
        constexpr int usual = 80;
        constexpr int longForm = 3000;
        return std::getenv("CONNECTORSCOPE_SOAK") == nullptr ? usual : longForm;
    }

    static std::size_t below(std::size_t limit) { return s_random() % limit; }

    static std::string someText()
    {
        std::string text;
        for (std::size_t i = below(4); i > 0; --i)
            text += (text.empty() ? "" : " ") + std::string(words[below(words.size())]);
        return text;
    }

    static std::string someAddress()
    {
        static constexpr std::array domains = {"contoso.com", "Example.org", "a.example"};
        return std::string(below(2) == 0 ? "anna" : "Berta") + std::to_string(below(5)) + "@" +
               domains[below(domains.size())];
    }

    static WatchRecord someMessage(std::uint64_t number)
    {
        const Place place{folders[below(folders.size())],
                          "m" + std::to_string(number % 7) + "-" + std::to_string(number) + ".eml"};
        // Many came in the same instant.
        const UtcTime at = someTime + std::chrono::minutes(10 * below(40));
        WatchRecord record = below(3) == 0 ? judged(place, number, at)
                                           : judged(place, number, causes[below(causes.size())], at);
        record.stamp.size = 1000 + below(5);
        record.scanned->subject = someText();
        record.scanned->hasSubject = !record.scanned->subject.empty();
        const std::string sender = someAddress();
        record.scanned->from.front().localPart = sender.substr(0, sender.find('@'));
        record.scanned->from.front().domain = sender.substr(sender.find('@') + 1);
        record.scanned->from.front().displayName = someText();
        record.scanned->to.clear();
        for (std::size_t i = below(4); i > 0; --i)
            record.scanned->to.push_back(someAddress());
        return record;
    }

    static void fill(SiteLedger& ledger)
    {
        std::vector<WatchRecord> records;
        for (std::uint64_t number = 0; number < 600; ++number) {
            records.push_back(someMessage(number));
            const Place place = records.back().place;
            if (below(10) == 0)
                records.push_back(arrived({place.folder, "pending" + std::to_string(number)}, number));
            if (below(3) != 0)
                continue;
            records.push_back(gone(place, someTime + std::chrono::minutes(10 * below(40))));
            records.back().countsAsHandedOver = place.folder == FolderKind::PickUp;
        }
        const auto written = ledger.record(records);
        ASSERT_TRUE(written) << written.error().message;
    }

    static MessageFilter someFilter()
    {
        MessageFilter filter;
        for (std::size_t i = below(3); i > 0; --i)
            addCondition(filter);
        return filter;
    }

    static void addCondition(MessageFilter& filter)
    {
        const auto time = [] { return someTime + std::chrono::minutes(10 * below(40)); };
        static constexpr std::array texts = {
            "inv",   "M\xC3\xBCl",   "contoso.com", "a",
            "Be",    "\"qu",         "0%",          "a_b",
            "xyzzy", "@example.org", ".eml",        "\xD0\xBF\xD1\x80\xD0\xB8",
            "e:"};
        switch (below(11)) {
        case 0:
            filter.folders.push_back(folders[below(folders.size())]);
            break;
        case 1:
            filter.folders = {FolderKind::Incoming, FolderKind::Failed};
            break;
        case 2:
            filter.states.push_back(messageStates[below(messageStates.size())]);
            break;
        case 3:
            filter.verdicts = {Verdict::Blocked, Verdict::AtRisk};
            break;
        case 4:
            filter.causes.push_back(causes[below(causes.size())]);
            break;
        case 5:
            filter.sender = below(2) == 0 ? "@contoso.com" : someAddress();
            break;
        case 6:
            filter.recipient = someAddress();
            break;
        case 7:
            filter.from = time();
            filter.before = time();
            break;
        case 8:
            filter.stuck = StuckLimits{time(), time()};
            break;
        case 9:
            filter.without.push_back(
                std::array{Absence::Cause, Absence::Sender, Absence::Recipient}[below(3)]);
            break;
        default:
            filter.text = texts[below(texts.size())];
            break;
        }
    }

    static std::vector<std::int64_t> byPages(IndexReader& reader, const MessageFilter& filter,
                                             const MessageOrder& order, std::size_t pageSize)
    {
        std::vector<std::int64_t> numbers;
        std::optional<PageKey> after;
        do {
            const auto page = reader.page(filter, order, pageSize, after);
            if (!page) {
                ADD_FAILURE() << page.error().message;
                return numbers;
            }
            for (const MessageRow& row : page->rows)
                numbers.push_back(row.number);
            after = page->next;
        } while (after && numbers.size() <= s_rows);
        return numbers;
    }

    static std::unique_ptr<TempDir> s_folder;
    static std::unique_ptr<IndexReader> s_reader;
    static IndexReader& readerNumber(std::uint64_t number)
    {
        return number % 3 == 0 ? *s_reader : number % 3 == 1 ? *s_walker : *s_gatherer;
    }

    static std::unique_ptr<IndexReader> s_walker;   ///< takes the ways that are meant for many rows
    static std::unique_ptr<IndexReader> s_gatherer; ///< those for too many to be sorted
    static std::unique_ptr<Naive> s_naive;
    static std::size_t s_rows;
    static std::mt19937_64 s_random;
};

std::unique_ptr<TempDir> MessageSearch::s_folder;
std::unique_ptr<IndexReader> MessageSearch::s_reader;
std::unique_ptr<IndexReader> MessageSearch::s_walker;
std::unique_ptr<IndexReader> MessageSearch::s_gatherer;
std::unique_ptr<Naive> MessageSearch::s_naive;
std::size_t MessageSearch::s_rows = 0;
std::mt19937_64 MessageSearch::s_random{20261123};

TEST_F(MessageSearch, PagesHoldEachRowThatFitsOnceAndInOrder)
{
    for (int i = 0; i < rounds(); ++i) {
        const MessageFilter filter = someFilter();
        for (const SortColumn column : columns) {
            const MessageOrder order{column, below(2) == 0};
            EXPECT_EQ(byPages(readerNumber(below(3)), filter, order, 1 + below(250)),
                      s_naive->numbers(filter, order))
                << "round " << i << ", column " << static_cast<int>(column) << ", text " << filter.text
                << ", sender " << filter.sender << ", recipient " << filter.recipient;
            if (HasFailure())
                return;
        }
    }
}

TEST_F(MessageSearch, ALadderLeadsIntoTheMiddleOfAnyOrder)
{
    constexpr std::size_t stride = 7;
    for (int i = 0; i < rounds(); ++i) {
        const MessageFilter filter = someFilter();
        const MessageOrder order{columns[below(columns.size())], below(2) == 0};
        const auto ladder = s_reader->ladder(filter, order, stride);
        ASSERT_TRUE(ladder) << ladder.error().message;
        const std::vector<std::int64_t> numbers = s_naive->numbers(filter, order);
        ASSERT_EQ(ladder->rows, numbers.size());
        ASSERT_EQ(ladder->keys.size(), numbers.size() / stride);
        if (numbers.size() <= stride)
            continue;
        const std::size_t step = below((numbers.size() - 1) / stride);
        const auto page = s_walker->page(filter, order, 1, ladder->keys[step]);
        ASSERT_TRUE(page && page->rows.size() == 1) << "round " << i;
        EXPECT_EQ(page->rows.front().number, numbers[(step + 1) * stride]) << "round " << i;
    }
}

TEST_F(MessageSearch, CountsAreThoseOfTheRows)
{
    for (int i = 0; i < rounds(); ++i) {
        const MessageFilter filter = someFilter();
        const auto total = readerNumber(static_cast<std::uint64_t>(i)).count(filter);
        ASSERT_TRUE(total) << total.error().message;
        EXPECT_EQ(*total, s_naive->numbers(filter, {}).size()) << "round " << i;
        for (const GroupBy group : {GroupBy::Folder, GroupBy::Verdict, GroupBy::Cause, GroupBy::State,
                                    GroupBy::Sender, GroupBy::Recipient}) {
            const auto counts = readerNumber(static_cast<std::uint64_t>(i)).counts(filter, group, 1000);
            ASSERT_TRUE(counts) << counts.error().message;
            std::map<std::string, std::uint64_t> counted;
            for (const GroupCount& one : *counts)
                counted[one.key] += one.count;
            EXPECT_EQ(counted, s_naive->counts(filter, group))
                << "round " << i << ", group " << static_cast<int>(group) << ", text " << filter.text;
        }
        if (HasFailure())
            return;
    }
}

TEST_F(MessageSearch, HoursAreCountedInTheirOrder)
{
    const auto counts = s_reader->counts({}, GroupBy::Hour, 1000);
    ASSERT_TRUE(counts) << counts.error().message;
    ASSERT_FALSE(counts->empty());
    // 1,795,000,000 is 2026-11-18 11:06:40 UTC.
    EXPECT_EQ(counts->front().key, "2026-11-18T11");
    std::uint64_t total = 0;
    for (const GroupCount& hour : *counts)
        total += hour.count;
    EXPECT_EQ(total, s_rows);
    EXPECT_TRUE(std::ranges::is_sorted(*counts, {}, &GroupCount::key));
}

TEST_F(MessageSearch, NothingThatHasGoneIsStuck)
{
    MessageFilter filter;
    filter.states = {MessageState::Gone};
    const auto gone = s_reader->count(filter);
    ASSERT_TRUE(gone);
    EXPECT_GT(*gone, 0U);
    filter.stuck = StuckLimits{UtcTime::max(), UtcTime::max()};
    const auto stuck = s_reader->count(filter);
    ASSERT_TRUE(stuck);
    EXPECT_EQ(*stuck, 0U);
}

TEST_F(MessageSearch, AStoppedSearchIsCancelled)
{
    std::stop_source source;
    source.request_stop();
    MessageFilter filter;
    filter.stuck = StuckLimits{};
    bool wasCancelled = false;
    // A search that is short enough may end before it looks.
    for (int i = 0; i < 100 && !wasCancelled; ++i) {
        const auto counts = s_reader->counts(filter, GroupBy::Recipient, 1000, source.get_token());
        const auto pages = s_reader->page({}, {SortColumn::Subject, true}, 100'000, {}, source.get_token());
        wasCancelled = !pages && pages.error().code == ErrorCode::Cancelled;
    }
    EXPECT_TRUE(wasCancelled);
    EXPECT_TRUE(s_reader->page({}, {}, 10));
}

TEST_F(MessageSearch, NoFilterIsEverPartOfTheSql)
{
    MessageFilter filter;
    for (const char* text : {"'", "\"", "'; DROP TABLE message; --", "\" OR \"", "* AND NOT", "NEAR(a b)",
                             "%", "a\nb\nc", "\xFF\xFE\xFD"}) {
        filter.text = text;
        filter.sender.clear();
        EXPECT_TRUE(s_reader->page(filter, {}, 10)) << text;
        filter.text.clear();
        filter.sender = text;
        filter.recipient = text;
        EXPECT_TRUE(s_reader->page(filter, {}, 10)) << text;
    }
}

} // namespace
} // namespace connectorscope
