#include "ui/detail/detail_view.h"
#include "ui/detail/elided_label.h"

#include "core/diagnosis/site_context.h"
#include "tests/support/failing_file_system.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"
#include "tests/ui/detail/waiting.h"
#include "ui/detail/file_window.h"
#include "ui/detail/source/source_view.h"
#include "ui/theme/sense_chip.h"

#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTreeView>

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

constexpr std::string_view withoutFrom =
    "Return-Path: <scanner@printer-2.example>\r\n"
    "To: anna@contoso.com\r\nSubject: Scan from Reception\r\n"
    "Date: Mon, 23 Nov 2026 03:12:00 +0100\r\nMessage-ID: <1@printer-2.example>\r\n"
    "\r\nThree pages.\r\n";

constexpr Deeds everything = Deed::Requeue | Deed::RepairAndRequeue | Deed::ChooseMailbox | Deed::Hold |
                             Deed::Remove | Deed::Acknowledge;

class DetailViewTest : public testing::Test
{
protected:
    DetailViewTest()
    {
        m_view.resize(560, 720);
        m_view.show();
    }

    DetailRequest request(std::string_view content)
    {
        writeFile(m_dir / "a.eml", content);
        DetailRequest request;
        request.path = m_dir / "a.eml";
        request.now = m_clock->now();
        request.options.now = request.now;
        return request;
    }
    void show(std::string_view content)
    {
        m_view.showMessage(request(content));
        EXPECT_TRUE(comesTrue([&] { return text("causeTitle") != QStringLiteral("Reading the message"); }));
    }
    QString text(const char* name) { return named<QLabel>(m_view, name)->text(); }
    bool isShown(const char* name)
    {
        const auto* widget = m_view.findChild<QWidget*>(QLatin1String(name));
        return widget != nullptr && widget->isVisible();
    }
    QPushButton* deed(Deed deed)
    {
        return m_view.findChild<QPushButton*>(QStringLiteral("deed%1").arg(static_cast<int>(deed)));
    }
    QTabWidget& tabs() { return *named<QTabWidget>(m_view, "detailTabs"); }
    SourceView& source() { return *named<SourceView>(m_view, "sourceView"); }
    QPlainTextEdit& textView() { return *named<QPlainTextEdit>(m_view, "messageText"); }

    TempDir m_dir;
    std::unique_ptr<FileSystem> m_real = realFileSystem();
    FailingFileSystem m_files{*m_real};
    std::unique_ptr<Clock> m_clock = systemClock();
    DetailView m_view{m_files, *m_clock};
};

TEST_F(DetailViewTest, SaysWhatToDoWhenNothingIsChosen)
{
    EXPECT_TRUE(isShown("detailEmpty"));
    EXPECT_FALSE(isShown("detailTabs"));
}

TEST_F(DetailViewTest, TellsWhyWithProofCodeAndAdvice)
{
    show(withoutFrom);
    EXPECT_EQ(text("detailTitle"), QStringLiteral("Scan from Reception"));
    EXPECT_EQ(text("causeTitle"), QStringLiteral("No From header"));
    EXPECT_TRUE(text("causeCode").contains(QStringLiteral("CDO_E_FROM_MISSING")));
    EXPECT_TRUE(text("causeCode").contains(QStringLiteral("0x8004020D")));
    EXPECT_TRUE(text("causeCode").contains(QStringLiteral("documented")));
    EXPECT_EQ(named<SenseChip>(m_view, "causeChip")->word(), QStringLiteral("Blocked"));
    EXPECT_TRUE(isShown("proof"));
    const auto* proof = named<QWidget>(m_view, "proof");
    EXPECT_TRUE(comesTrue([proof] { return proof->height() == proof->heightForWidth(proof->width()); }));
    EXPECT_GT(proof->heightForWidth(150), proof->heightForWidth(2000)) << "its lines are wrapped";
    m_view.resize(m_view.minimumSizeHint().width(), 720);
    EXPECT_TRUE(comesTrue([proof] { return proof->height() == proof->heightForWidth(proof->width()); }))
        << "all of them are shown";
    EXPECT_FALSE(text("causeAdvice").isEmpty());
    EXPECT_EQ(deed(Deed::Requeue), nullptr); // nobody does it
}

TEST_F(DetailViewTest, TellsTheSizeAndTheLimitOfWhatIsTooLarge)
{
    DetailRequest large =
        request(std::string(withoutFrom).insert(0, "From: printer-2@printer-2.example\r\n"));
    large.options.context.messageSize = 200;
    m_view.showMessage(large);
    ASSERT_TRUE(comesTrue([&] { return text("causeTitle") == QStringLiteral("Message too large"); }));
    EXPECT_EQ(text("causeEvidence"),
              QStringLiteral("%1 bytes; the limit is 200B").arg(std::filesystem::file_size(large.path)));
    EXPECT_TRUE(isShown("causeEvidence"));
    EXPECT_EQ(text("causeMeaning"), QStringLiteral("The message is larger than the site's limit (200B)."));
    EXPECT_FALSE(isShown("proof")) << "its bytes prove nothing";
}

TEST_F(DetailViewTest, JumpsFromTheProofToTheBytes)
{
    show("From: a@example.org\r\nTo: anna@contoso.com\r\nDate: nonsense\r\nSubject: x\r\nMessage-ID: "
         "<1@x>\r\n\r\nbody\r\n");
    EXPECT_EQ(text("causeTitle"), QStringLiteral("Unreadable Date"));
    QTest::keyClick(named<QWidget>(m_view, "proof"), Qt::Key_Return);
    EXPECT_EQ(tabs().currentIndex(), 1);
    const std::uint64_t place =
        std::string_view("From: a@example.org\r\nTo: anna@contoso.com\r\nDate: ").size();
    EXPECT_TRUE(comesTrue([&] { return source().caret() == place; })) << source().caret();
}

TEST_F(DetailViewTest, OffersTheDeedsThatItsOwnerDoesAndSaysWhichIsWished)
{
    m_view.offer(everything);
    show(withoutFrom);
    ASSERT_TRUE(comesTrue([&] { return isShown("repairNote"); }));
    ASSERT_NE(deed(Deed::RepairAndRequeue), nullptr);
    EXPECT_EQ(deed(Deed::RepairAndRequeue)->text(), QStringLiteral("Add From and requeue"));
    EXPECT_EQ(deed(Deed::RepairAndRequeue)->property("role").toByteArray(), "primary");
    std::vector<RequeueOptions> wished;
    QObject::connect(&m_view, &DetailView::requeueWished, &m_view,
                     [&wished](const RequeueOptions& options) { wished.push_back(options); });
    QSignalSpy hold(&m_view, &DetailView::holdWished);
    QSignalSpy remove(&m_view, &DetailView::removeWished);
    for (const Deed each : {Deed::RepairAndRequeue, Deed::Requeue, Deed::Hold, Deed::Remove})
        QTest::mouseClick(deed(each), Qt::LeftButton);
    ASSERT_EQ(wished.size(), 2U);
    EXPECT_TRUE(wished[0].repair);
    EXPECT_FALSE(wished[1].repair);
    EXPECT_EQ(hold.size(), 1);
    EXPECT_EQ(remove.size(), 1);
}

TEST_F(DetailViewTest, AsksWhoGetsItAndTakesOnlyAMailboxOfTheSite)
{
    Site site;
    site.routing.localDomains = {"contoso.com"};
    site.routing.mailboxes = {"anna@contoso.com", "ben@contoso.com"};
    DetailRequest lost = request("From: a@example.org\r\nDelivered-To: ben@contoso.com\r\nTo: "
                                 "list@example.org\r\nSubject: x\r\n\r\nbody\r\n");
    lost.options.context = contextOf(site, FolderKind::Failed);
    lost.mailboxes = site.routing.mailboxes;
    m_view.offer(everything);
    m_view.showMessage(lost);
    ASSERT_TRUE(comesTrue([&] { return deed(Deed::ChooseMailbox) != nullptr && isShown("proof"); }));
    std::vector<RequeueOptions> wished;
    QObject::connect(&m_view, &DetailView::requeueWished, &m_view,
                     [&wished](const RequeueOptions& options) { wished.push_back(options); });
    QTest::mouseClick(deed(Deed::ChooseMailbox), Qt::LeftButton);
    auto* field = named<QLineEdit>(m_view, "askField");
    ASSERT_TRUE(field->isVisible());
    EXPECT_EQ(named<QPushButton>(m_view, "askProposal0")->text(), QStringLiteral("ben@contoso.com"));
    for (const char* wrong : {"no address", "anna@example.org", "carl@contoso.com"}) {
        field->setText(QString::fromLatin1(wrong));
        click(m_view, "askConfirm");
        EXPECT_TRUE(isShown("askFault")) << wrong;
    }
    EXPECT_TRUE(wished.empty());
    field->setText(QStringLiteral("anna@contoso.com"));
    click(m_view, "askConfirm");
    ASSERT_EQ(wished.size(), 1U);
    EXPECT_THAT(wished[0].to, testing::ElementsAre("anna@contoso.com"));
    EXPECT_FALSE(isShown("askRow"));
    m_view.begin(Deed::ChooseMailbox);
    click(m_view, "askProposal0");
    ASSERT_EQ(wished.size(), 2U);
    EXPECT_THAT(wished[1].to, testing::ElementsAre("ben@contoso.com"));
}

TEST_F(DetailViewTest, AsksWhoSentItWhereNothingTells)
{
    m_view.offer(everything);
    show("To: anna@contoso.com\r\nSubject: x\r\nMessage-ID: <1@x>\r\n\r\nbody\r\n");
    ASSERT_TRUE(comesTrue([&] {
        return deed(Deed::RepairAndRequeue) != nullptr &&
               deed(Deed::RepairAndRequeue)->text() == QStringLiteral("Add From and requeue…");
    }));
    std::vector<RequeueOptions> wished;
    QObject::connect(&m_view, &DetailView::requeueWished, &m_view,
                     [&wished](const RequeueOptions& options) { wished.push_back(options); });
    QTest::mouseClick(deed(Deed::RepairAndRequeue), Qt::LeftButton);
    EXPECT_TRUE(wished.empty());
    auto* field = named<QLineEdit>(m_view, "askField");
    QTest::keyClicks(field, QStringLiteral("fax@contoso.com"));
    QTest::keyClick(field, Qt::Key_Return);
    ASSERT_EQ(wished.size(), 1U);
    EXPECT_TRUE(wished[0].repair);
    EXPECT_EQ(wished[0].from, "fax@contoso.com");
    m_view.begin(Deed::RepairAndRequeue);
    ASSERT_TRUE(field->isVisible());
    QTest::keyClick(field, Qt::Key_Escape);
    EXPECT_FALSE(isShown("askRow"));
    EXPECT_EQ(wished.size(), 1U);
}

TEST_F(DetailViewTest, AcknowledgesWithANote)
{
    m_view.offer(everything);
    show(withoutFrom);
    ASSERT_TRUE(comesTrue([&] { return isShown("repairNote"); }));
    QSignalSpy known(&m_view, &DetailView::acknowledgeWished);
    QTest::mouseClick(deed(Deed::Acknowledge), Qt::LeftButton);
    auto* note = named<QLineEdit>(m_view, "askField");
    ASSERT_TRUE(note->isVisible());
    QTest::keyClicks(note, QStringLiteral("the supplier knows"));
    QTest::keyClick(note, Qt::Key_Return);
    ASSERT_EQ(known.size(), 1);
    EXPECT_EQ(known.at(0).at(0).toString(), QStringLiteral("the supplier knows"));
}

TEST_F(DetailViewTest, ShowsWhatTheSiteKnows)
{
    DetailRequest known = request(withoutFrom);
    known.row.emplace();
    known.row->place = {FolderKind::Failed, "a.eml"};
    known.row->verdict = Verdict::Blocked;
    known.row->primary = CauseId::LeftBehind;
    known.row->subject = "What the index has";
    known.row->hasSubject = true;
    known.row->judged = true;
    known.row->since = known.now;
    Finding finding;
    finding.cause = CauseId::LeftBehind;
    finding.severity = Severity::Fatal;
    Finding other;
    other.cause = CauseId::MissingFrom;
    other.severity = Severity::Fatal;
    known.findings = {finding, other};
    known.acknowledgement = Acknowledgement{known.now, "we wait", {"anna", "PC7"}};
    HistoryEntry entry;
    entry.kind = "arrived";
    entry.place = known.row->place;
    known.history = {entry, entry};
    m_view.showMessage(known);
    EXPECT_EQ(text("detailTitle"), QStringLiteral("What the index has"));
    EXPECT_TRUE(text("detailWhere").startsWith(QStringLiteral("Failed Mail")));
    EXPECT_EQ(text("causeTitle"), QString::fromUtf8(causeOf(CauseId::LeftBehind).title.data()));
    EXPECT_TRUE(text("notedText").contains(QStringLiteral("we wait")));
    const auto topOf = [this](const char* name) {
        return named<QWidget>(m_view, name)->mapTo(&m_view, QPoint()).y();
    };
    EXPECT_TRUE(comesTrue([&] { return topOf("notedText") < topOf("causeTitle"); })) << "above all";
    EXPECT_TRUE(isShown("otherFinding1"));
    m_view.showTab(DetailView::Tab::History);
    EXPECT_EQ(named<QListView>(m_view, "historyList")->model()->rowCount(), 2);
}

TEST_F(DetailViewTest, ReadsNothingWhereTheFileIsNotToBeOpened)
{
    DetailRequest inPickup = request(withoutFrom);
    inPickup.whyNotRead = "The SMTP service is about to take it.";
    inPickup.row.emplace();
    inPickup.row->verdict = Verdict::Pending;
    m_view.showMessage(inPickup);
    QTest::qWait(100);
    EXPECT_EQ(m_files.calls(), 0);
    EXPECT_TRUE(text("detailProblemText").contains(QStringLiteral("SMTP service")));
}

TEST_F(DetailViewTest, SaysWhatCannotBeReadAndReadsAgain)
{
    m_files.failCall(FileAction::Open, 1, ErrorCode::Locked, FailureMoment::Before, 2);
    m_view.showMessage(request(withoutFrom));
    EXPECT_TRUE(comesTrue([&] { return isShown("detailProblem"); }));
    QTest::qWait(50); // both threads have tried
    click(m_view, "detailReload");
    EXPECT_TRUE(comesTrue([&] { return text("causeTitle") == QStringLiteral("No From header"); }));
    EXPECT_FALSE(isShown("detailProblem"));
}

TEST_F(DetailViewTest, EndsReadingWhereTheFileCannotBeRead)
{
    m_view.offerDryRun(false);
    m_files.failCall(FileAction::Open, 1, ErrorCode::Locked, FailureMoment::Before, 2);
    m_view.showMessage(request(withoutFrom));
    EXPECT_TRUE(
        comesTrue([&] { return text("causeTitle") == QStringLiteral("The file could not be read"); }));
    for (const auto* label : m_view.findChildren<QLabel*>())
        EXPECT_NE(label->text(), QStringLiteral("The message is being read."));
    QTest::qWait(50); // both threads have tried
    m_view.tryAgain();
    EXPECT_TRUE(comesTrue([&] { return text("causeTitle") == QStringLiteral("No From header"); }));
    EXPECT_FALSE(isShown("detailProblem"));
}

TEST_F(DetailViewTest, ShowsTheLastOfManyMessages)
{
    for (int i = 0; i < 30; ++i) {
        const auto path = m_dir / (std::to_string(i) + ".eml");
        writeFile(path, "From: a@example.org\r\nTo: b@contoso.com\r\nSubject: number " + std::to_string(i) +
                            "\r\n\r\nbody " + std::to_string(i) + "\r\n");
        DetailRequest request;
        request.path = path;
        m_view.showMessage(request);
    }
    EXPECT_TRUE(comesTrue([&] { return text("detailTitle") == QStringLiteral("number 29"); }));
    m_view.showTab(DetailView::Tab::Text);
    EXPECT_TRUE(comesTrue([&] { return textView().toPlainText().contains(QStringLiteral("body 29")); }));
    m_view.showTab(DetailView::Tab::Source);
    EXPECT_TRUE(comesTrue([&] { return source().visibleText().contains(QStringLiteral("number 29")); }));
}

TEST_F(DetailViewTest, ShowsTheRepairAsADiffAndSavesTheRepairedCopy)
{
    m_view.offerSavingRepaired(true);
    show(withoutFrom);
    m_view.showTab(DetailView::Tab::Transfer);
    ASSERT_TRUE(comesTrue(
        [&] { return m_view.findChild<QPlainTextEdit*>(QStringLiteral("repairDiff")) != nullptr; }));
    EXPECT_TRUE(named<QPlainTextEdit>(m_view, "repairDiff")
                    ->toPlainText()
                    .contains(QStringLiteral("+ From: scanner@printer-2.example")));
    EXPECT_TRUE(text("repairOutcome").contains(QStringLiteral("passes")));
    click(m_view, "saveRepaired");
    auto* dialog = named<QFileDialog>(m_view, "saveRepairedDialog");
    ASSERT_NE(dialog, nullptr);
    emit dialog->fileSelected(QString::fromStdString((m_dir / "copy.eml").string()));
    dialog->reject();
    EXPECT_TRUE(comesTrue([&] { return text("detailBarText").contains(QStringLiteral("copy.eml")); }));
    EXPECT_TRUE(readFile(m_dir / "copy.eml").find("From: scanner@printer-2.example") != std::string::npos);
    EXPECT_EQ(readFile(m_dir / "a.eml"), withoutFrom);
}

TEST_F(DetailViewTest, SaysWhoHasToDoWithASoundMessageInPickUp)
{
    DetailRequest known = request("From: a@example.com\r\nTo: anna@contoso.com\r\n\r\nx\r\n");
    known.row.emplace();
    known.row->place = {FolderKind::PickUp, "a.eml"};
    known.row->verdict = Verdict::Clean;
    known.row->judged = true;
    known.row->since = known.now;
    m_view.showMessage(known);
    EXPECT_TRUE(text("causeMeaning").contains(QStringLiteral("SMTP service")));
    known.row->place.folder = FolderKind::Incoming;
    m_view.showMessage(known);
    EXPECT_FALSE(text("causeMeaning").contains(QStringLiteral("SMTP service")));
}

/// The line ends of a file in which all are alike are no news, and nothing needs scrolling sideways.
TEST_F(DetailViewTest, ShowsTheLinesOfADiffWhole)
{
    m_view.offerDryRun(true);
    show(withoutFrom);
    m_view.showTab(DetailView::Tab::Transfer);
    m_view.resize(340, 600);
    RequeuePreview preview;
    preview.headerBefore = {"To: anna@contoso.com\r", "Subject: " + std::string(200, 'w') + "\r"};
    preview.headerAfter = {"x-sender: scanner@printer-2.example\r", preview.headerBefore[1]};
    m_view.setDryRun(preview);
    // The page is made anew when the file has been read.
    const auto diff = [this] { return named<QPlainTextEdit>(m_view, "headerDiff"); };
    EXPECT_FALSE(diff()->toPlainText().contains(QStringLiteral("\\r")));
    EXPECT_TRUE(comesTrue([&] { return diff()->height() > 34 + 5 * diff()->fontMetrics().height(); }));
    EXPECT_EQ(diff()->horizontalScrollBar()->maximum(), 0);
    preview.headerAfter[0].pop_back();
    m_view.setDryRun(preview);
    EXPECT_TRUE(diff()->toPlainText().contains(QStringLiteral("- To: anna@contoso.com\\r")));
}

TEST(ElidedLabel, EndsWithAnEllipsisWhereItsPlaceEnds)
{
    ElidedLabel label(QStringLiteral("short"));
    label.resize(200, 40);
    EXPECT_TRUE(label.cutLines().isEmpty());
    label.setText(QString(300, QLatin1Char('W')));
    ASSERT_EQ(label.cutLines().size(), 1);
    EXPECT_TRUE(label.cutLines().front().endsWith(QChar(0x2026)));
    label.setWordWrap(true);
    label.resize(200, 2 * label.fontMetrics().lineSpacing());
    ASSERT_EQ(label.cutLines().size(), 2);
    EXPECT_FALSE(label.cutLines().front().endsWith(QChar(0x2026)));
    EXPECT_TRUE(label.cutLines().back().endsWith(QChar(0x2026)));
}

TEST_F(DetailViewTest, ShowsADryRun)
{
    m_view.offerDryRun(true);
    show(withoutFrom);
    m_view.showTab(DetailView::Tab::Transfer);
    QSignalSpy wished(&m_view, &DetailView::dryRunWished);
    click(m_view, "dryRun");
    ASSERT_EQ(wished.size(), 1);
    RequeuePreview preview;
    preview.headerBefore = {"To: anna@contoso.com"};
    preview.headerAfter = {"x-sender: scanner@printer-2.example", "To: anna@contoso.com"};
    preview.envelope.emplace();
    preview.envelope->sender = "scanner@printer-2.example";
    preview.envelope->recipients = {{"anna@contoso.com", "mailbox", ""}};
    preview.steps = {{RunStep::Transfer, false, "It goes to PickUp"}};
    preview.refusals = {
        {RefusalKind::StillFatal, "the message is still blocked", "Repair it.", std::nullopt}};
    m_view.setDryRun(preview);
    EXPECT_EQ(named<QPlainTextEdit>(m_view, "headerDiff")->toPlainText(),
              QStringLiteral("+ x-sender: scanner@printer-2.example\n  To: anna@contoso.com"));
    EXPECT_TRUE(text("dryRunRefusal").contains(QStringLiteral("still blocked")));
    EXPECT_EQ(text("dryRunStep"), QStringLiteral("– It goes to PickUp")) << "it does not";
    m_view.setDryRunError({ErrorCode::Damaged, "the index is damaged", "Rebuild it.", {}});
    EXPECT_TRUE(text("dryRunError").contains(QStringLiteral("Rebuild it")));
}

TEST_F(DetailViewTest, IsUsedByKeysAlone)
{
    show(withoutFrom);
    m_view.activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&m_view));
    QTest::keyClick(&m_view, Qt::Key_4, Qt::AltModifier);
    EXPECT_EQ(tabs().currentIndex(), 3);
    QTest::keyClick(&m_view, Qt::Key_F, Qt::ControlModifier);
    EXPECT_EQ(tabs().currentIndex(), 1);
    EXPECT_TRUE(named<QLineEdit>(m_view, "sourceSearch")->hasFocus());
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("three"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    const std::size_t place = withoutFrom.find("Three");
    EXPECT_TRUE(comesTrue([&] { return source().caret() == place; }));
    QTest::keyClick(&m_view, Qt::Key_G, Qt::ControlModifier);
    EXPECT_TRUE(named<QLineEdit>(m_view, "sourcePlace")->hasFocus());
    QTest::keyClick(&m_view, Qt::Key_F8);
    EXPECT_TRUE(comesTrue([&] { return source().caret() == 0; }));
    for (QWidget* each : m_view.findChildren<QWidget*>()) {
        const bool takesKeys = each->isVisible() && (each->focusPolicy() & Qt::TabFocus) != 0;
        const auto* button = qobject_cast<QPushButton*>(each);
        const bool isNamed =
            !each->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
        EXPECT_TRUE(!takesKeys || isNamed)
            << each->objectName().toStdString() << " " << each->metaObject()->className();
    }
}

TEST_F(DetailViewTest, ShowsPartsSavesThemAndReplacesNothing)
{
    show("From: a@example.org\r\nTo: b@contoso.com\r\nContent-Type: multipart/mixed; "
         "boundary=b\r\n\r\n--b\r\n\r\nwords\r\n"
         "--b\r\nContent-Type: application/x; name=\"../../x\"\r\nContent-Transfer-Encoding: "
         "base64\r\n\r\nSGVsbG8=\r\n--b--\r\n");
    m_view.showTab(DetailView::Tab::Parts);
    auto* tree = named<QTreeView>(m_view, "partsTree");
    const QModelIndex root = tree->model()->index(0, 0);
    EXPECT_FALSE(named<QPushButton>(m_view, "savePart")->isEnabled()); // of the whole: no part
    tree->setCurrentIndex(tree->model()->index(1, 0, root));
    click(m_view, "savePart");
    auto* dialog = named<QFileDialog>(m_view, "savePartDialog");
    ASSERT_NE(dialog, nullptr);
    EXPECT_EQ(dialog->findChild<QLineEdit*>()->text(), QStringLiteral("x"));
    const auto target = m_dir / "chosen.bin";
    emit dialog->fileSelected(QString::fromStdString(target.string()));
    EXPECT_TRUE(comesTrue([&] { return text("detailBarText").contains(QStringLiteral("Saved")); }));
    EXPECT_EQ(readFile(target), "Hello");
    writeFile(target, "mine");
    emit dialog->fileSelected(QString::fromStdString(target.string()));
    EXPECT_TRUE(comesTrue([&] { return !text("detailBarText").contains(QStringLiteral("Saved")); }));
    EXPECT_EQ(readFile(target), "mine");
    dialog->reject();
    tree->setCurrentIndex(tree->model()->index(0, 0, root));
    click(m_view, "showPartText");
    EXPECT_EQ(tabs().currentIndex(), 3);
    EXPECT_TRUE(comesTrue([&] { return textView().toPlainText() == QStringLiteral("words\n"); }));
}

TEST_F(DetailViewTest, ShowsHtmlAsTextAndFetchesNothing)
{
    show("From: a@example.org\r\nTo: b@contoso.com\r\nContent-Type: "
         "text/html\r\n\r\n<script>document.write('no')</script>"
         "<p>Hello</p><img src=\"http://127.0.0.1:1/x.png\">");
    m_view.showTab(DetailView::Tab::Text);
    EXPECT_TRUE(comesTrue([&] { return textView().toPlainText().contains(QStringLiteral("Hello")); }));
    EXPECT_FALSE(textView().toPlainText().contains(QStringLiteral("document")));
    EXPECT_TRUE(text("textNote").contains(QStringLiteral("not fetched")));
}

TEST_F(DetailViewTest, BearsHostileMailInEachView)
{
    std::string parts = "From: \"\xE2\x80\xAE\" <a@example.org>\r\nTo: b@contoso.com\r\nSubject: ";
    parts +=
        std::string(1'000'000, 's') + "\u202E\x1B[31m\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
    for (int i = 0; i < 10'000; ++i)
        parts += "--b\r\nContent-Type: text/plain; charset=\"\x07wrong\"; "
                 "name=\"..\\\\..\\\\x\xE2\x80\xAE\"\r\n\r\n\xFF\r\n";
    const std::string nul(100'000, '\0');
    std::string longLine = "From: a@example.org\r\nTo: b@contoso.com\r\n\r\n" + std::string(3'000'000, 'z');
    for (const std::string& content : {parts, nul, longLine, std::string(),
                                       std::string("\xFF\xFE"
                                                   "F\0r\0",
                                                   6)}) {
        show(content);
        for (int tab = 0; tab < tabs().count(); ++tab) {
            tabs().setCurrentIndex(tab);
            QTest::qWait(20);
            EXPECT_FALSE(m_view.grab().isNull());
        }
        EXPECT_LE(text("detailTitle").size(), 300);
        EXPECT_FALSE(text("detailTitle").contains(QChar(0x202E)));
        EXPECT_FALSE(textView().toPlainText().contains(QChar(0x202E)));
        EXPECT_LE(m_view.minimumSizeHint().width(), 560);
    }
}

TEST_F(DetailViewTest, OpensAFileInAWindowOfItsOwn)
{
    writeFile(m_dir / "b.eml", withoutFrom);
    FileWindow window(m_files, *m_clock, m_dir / "b.eml");
    window.show();
    EXPECT_TRUE(
        comesTrue([&] { return window.windowTitle().startsWith(QStringLiteral("Scan from Reception")); }));
    EXPECT_TRUE(comesTrue(
        [&] { return named<QLabel>(window, "causeTitle")->text() == QStringLiteral("No From header"); }));
    constexpr QSize small{640, 480}; // of a screen of which each point is several
    window.resize(small);
    EXPECT_EQ(window.size(), small);
}

} // namespace
} // namespace connectorscope
