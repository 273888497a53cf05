#include "core/message/message_reader.h"
#include "ui/detail/history/history_model.h"
#include "ui/detail/parts/parts_model.h"
#include "ui/detail/parts/parts_page.h"
#include "ui/detail/transfer/line_diff.h"
#include "ui/detail/why/deed_order.h"

#include <QAbstractItemModelTester>

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

LoadedPointer loaded(std::string_view content)
{
    auto message = std::make_shared<LoadedMessage>();
    message->message = readMessage(content);
    return message;
}

constexpr std::string_view twoParts =
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n--b\r\n"
    "Content-Type: application/pdf; name=\"..\\\\..\\\\invoice\xE2\x80\xAE"
    "fdp.exe\"\r\n"
    "Content-Transfer-Encoding: base64\r\n\r\nSGVsbG8=\r\n--b--\r\n";

TEST(PartsModel, IsATreeThatQtAgreesWith)
{
    PartsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    EXPECT_EQ(model.rowCount(), 0);
    model.setMessage(loaded(twoParts));
    const QModelIndex root = model.index(0, 0);
    ASSERT_EQ(model.rowCount(root), 2);
    EXPECT_EQ(model.index(1, PartsModel::TypeColumn, root).data().toString(),
              QStringLiteral("application/pdf"));
    EXPECT_EQ(model.index(1, PartsModel::EncodingColumn, root).data().toString(), QStringLiteral("base64"));
    EXPECT_EQ(model.index(1, 0, root).data(PartsModel::PartRole).toInt(), 2);
    model.setMessage(loaded(""));
    EXPECT_EQ(model.rowCount(), 0);
    model.setMessage(nullptr);
    EXPECT_EQ(model.rowCount(), 0);
}

TEST(PartsModel, ShowsNamesWithWhatTurnsThem)
{
    PartsModel model;
    model.setMessage(loaded(twoParts));
    const QString name = model.index(1, 0, model.index(0, 0)).data().toString();
    EXPECT_TRUE(name.contains(QStringLiteral("\\u202E"))) << name.toStdString();
}

TEST(PartsModel, BearsTenThousandPartsAndADeepTree)
{
    std::string content = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
    for (int i = 0; i < 10'000; ++i)
        content += "--b\r\nContent-Type: text/plain; name=\"part " + std::to_string(i) + "\"\r\n\r\nx\r\n";
    PartsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setMessage(loaded(content));
    EXPECT_EQ(model.rowCount(model.index(0, 0)), static_cast<int>(ReadLimits().parts) - 1);

    std::string deep;
    for (int i = 0; i < 100; ++i)
        deep += "Content-Type: message/rfc822\r\n\r\n";
    model.setMessage(loaded(deep));
    int depth = 0;
    for (QModelIndex index = model.index(0, 0); index.isValid(); index = model.index(0, 0, index))
        ++depth;
    EXPECT_LE(depth, 40);
}

TEST(OfferedName, IsSafeWhateverThePartIsCalled)
{
    EXPECT_EQ(offeredName(loaded(twoParts)->message, 2), QStringLiteral("invoicefdp.exe"));
    EXPECT_EQ(offeredName(loaded(twoParts)->message, 1), QStringLiteral("part-1.txt"));
    EXPECT_EQ(offeredName(loaded("Content-Type: text/plain; name=CON\r\n\r\nx")->message, 0),
              QStringLiteral("_CON"));
    EXPECT_EQ(offeredName(loaded("Content-Type: text/html; name=\"../..\"\r\n\r\nx")->message, 0),
              QStringLiteral("part-0.html.txt"));
}

TEST(HistoryModel, TellsWhatHappenedWithWhoAndWhen)
{
    HistoryEntry entry;
    entry.kind = "moved";
    entry.place = {FolderKind::Failed, "a\nb.eml"};
    entry.from = Place{FolderKind::Incoming, "a.eml"};
    entry.detail = "note\u202E";
    entry.actor = {"admin", "SBS01"};
    HistoryEntry judged = entry;
    judged.kind = "judged";
    judged.cause = CauseId::MissingFrom;
    HistoryEntry unknown = entry;
    unknown.kind = "something-new";
    HistoryModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setHistory({entry, judged, unknown});
    ASSERT_EQ(model.rowCount(), 3);
    EXPECT_EQ(model.index(0).data(HistoryModel::WhatRole).toString(), QStringLiteral("Moved to Failed Mail"));
    EXPECT_EQ(model.index(0).data(HistoryModel::WhoRole).toString(), QStringLiteral("admin on SBS01"));
    EXPECT_EQ(model.index(0).data(HistoryModel::DetailRole).toString(),
              QStringLiteral("from Incoming Mail \u00B7 note\\u202E \u00B7 a\\nb.eml"));
    EXPECT_EQ(model.index(1).data(HistoryModel::WhatRole).toString(),
              QStringLiteral("Judged: No From header"));
    EXPECT_EQ(model.index(2).data(HistoryModel::WhatRole).toString(), QStringLiteral("something-new"));
    EXPECT_TRUE(model.index(0).data().toString().contains(QStringLiteral("admin on SBS01")));
}

constexpr Deeds all = Deed::Requeue | Deed::RepairAndRequeue | Deed::ChooseMailbox | Deed::Hold |
                      Deed::Release | Deed::Remove | Deed::Acknowledge;

TEST(DeedOrder, PutsTheRightDeedFirst)
{
    const auto first = [](CauseId cause, bool canRepair) {
        return orderOfDeeds(&causeOf(cause), MessageState::Present, all, canRepair).primary;
    };
    EXPECT_EQ(first(CauseId::MissingFrom, true), Deed::RepairAndRequeue);
    EXPECT_EQ(first(CauseId::MissingFrom, false), std::nullopt);
    EXPECT_EQ(first(CauseId::UnknownMailbox, true), Deed::ChooseMailbox);
    EXPECT_EQ(first(CauseId::BadMailed, false), Deed::ChooseMailbox);
    EXPECT_EQ(first(CauseId::MessageTooLarge, false), std::nullopt) << "no other mailbox takes it either";
    EXPECT_EQ(first(CauseId::NestingTooDeep, true), Deed::RepairAndRequeue);
    EXPECT_EQ(first(CauseId::MailLoop, false), Deed::Hold); // it would go round again
    EXPECT_EQ(first(CauseId::FileLocked, false), Deed::Requeue);
    EXPECT_EQ(first(CauseId::AccessDenied, false), std::nullopt); // the server is to be mended first
    EXPECT_EQ(first(CauseId::StillArriving, false), std::nullopt);
    EXPECT_EQ(orderOfDeeds(nullptr, MessageState::Present, all, false).primary, std::nullopt);
}

TEST(DeedOrder, OffersOnlyWhatItsOwnerDoesAndWhatMakesSense)
{
    const Cause& cause = causeOf(CauseId::MissingFrom);
    EXPECT_THAT(orderOfDeeds(&cause, MessageState::Present, {}, true).deeds, IsEmpty());
    EXPECT_THAT(orderOfDeeds(&cause, MessageState::Present, all, true).deeds,
                ElementsAre(Deed::RepairAndRequeue, Deed::Requeue, Deed::ChooseMailbox, Deed::Hold,
                            Deed::Remove, Deed::Acknowledge));
    EXPECT_THAT(orderOfDeeds(&cause, MessageState::Held, all, true).deeds,
                ElementsAre(Deed::Release, Deed::Acknowledge));
    EXPECT_THAT(orderOfDeeds(&cause, MessageState::HandedOver, all, true).deeds, IsEmpty());
}

TEST(DeedOrder, NamesTheDeed)
{
    const Cause& cause = causeOf(CauseId::MissingFrom);
    EXPECT_EQ(deedText(Deed::RepairAndRequeue, &cause, "set-from"), QStringLiteral("Add From and requeue"));
    EXPECT_EQ(deedText(Deed::RepairAndRequeue, &cause, ""), QStringLiteral("Repair and requeue"));
    EXPECT_EQ(deedText(Deed::Requeue, &causeOf(CauseId::EmptyFile), ""),
              QStringLiteral("Fetch again and requeue"));
    for (const Cause& each : catalogue()) {
        if (!each.repair.empty()) {
            EXPECT_NE(repairText(each.repair), repairText("")) << each.id;
        }
    }
}

TEST(LineDiff, TellsWhatStaysGoesAndComes)
{
    const auto signsOf = [](const std::vector<std::string>& before, const std::vector<std::string>& after) {
        std::string signs;
        for (const PreviewLine& line : diffLines(before, after))
            signs += line.sign + line.text;
        return signs;
    };
    EXPECT_EQ(signsOf({"a", "b", "c"}, {"x", "a", "c"}), "+x a-b c");
    EXPECT_EQ(signsOf({}, {"a"}), "+a");
    EXPECT_EQ(signsOf({"a"}, {}), "-a");
    EXPECT_EQ(signsOf({}, {}), "");
}

} // namespace
} // namespace connectorscope
