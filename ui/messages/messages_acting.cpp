#include "ui/messages/filter_bar.h"
#include "ui/messages/messages_model.h"
#include "ui/messages/messages_page.h"
#include "ui/messages/messages_table.h"
#include "ui/messages/selection_bar.h"
#include "ui/theme/page_keys.h"

#include <QMenu>

#include <algorithm>

namespace connectorscope {

void MessagesPage::addDeedKeys()
{
    const auto onDeed = [this](const QKeySequence& key, Deed deed) {
        onKeyIn(*this, key, this, [this, deed] { begin(deed); });
    };
    onDeed(QKeySequence(Qt::Key_R), Deed::Requeue);
    onDeed(QKeySequence(Qt::SHIFT | Qt::Key_R), Deed::RepairAndRequeue);
    onDeed(QKeySequence(Qt::Key_M), Deed::ChooseMailbox);
    onDeed(QKeySequence(Qt::Key_H), Deed::Hold);
    onDeed(QKeySequence(Qt::Key_U), Deed::Release);
    onDeed(QKeySequence(Qt::Key_Delete), Deed::Remove);
    onKeyIn(*this, QKeySequence(Qt::Key_D), this, &MessagesPage::dryRunWished);
}

std::optional<ChosenRows> MessagesPage::groupMeant() const
{
    const int row = m_table->currentIndex().row();
    if (!m_model->isHeading(row) || m_table->chosenCount() > 1)
        return std::nullopt;
    const ListSection& section = m_model->sectionOf(row);
    if (section.rows == 0)
        return std::nullopt;
    return ChosenRows{section.filter, 0, section.rows - 1};
}

void MessagesPage::begin(Deed deed)
{
    const std::optional<ChosenRows> group = groupMeant();
    const std::vector<ChosenRows> rows = group ? std::vector{*group} : m_table->chosenRows();
    if (!group && m_table->chosenCount() <= 1) {
        emit deedWished(deed);
        return;
    }
    if (deed == Deed::Acknowledge) {
        m_selection->askForNote();
        return;
    }
    emit deedForManyWished(
        deed, [rows, order = m_model->request().order](EngineTools& tools, const std::stop_token& stop) {
            return idsOfChosen(tools, rows, order, stop);
        });
}

void MessagesPage::showMenu(const QPoint& at)
{
    const QModelIndex index = m_table->indexAt(at);
    if (!index.isValid())
        return;
    if (m_model->isHeading(index.row()))
        m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::Clear);
    else if (!m_table->selectionModel()->isRowSelected(index.row(), {}))
        m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                              QItemSelectionModel::Rows);
    const bool areMany = groupMeant() || m_table->chosenCount() > 1;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("messagesMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](const QString& text, const char* key, Deed deed) {
        // The key is told, not bound: two shortcuts of one key would disable both.
        menu->addAction(text + QLatin1Char('\t') + QLatin1String(key), this, [this, deed] { begin(deed); });
    };
    if (m_model->request().scope == ListScope::Held) {
        add(tr("Release"), "U", Deed::Release);
    } else {
        add(areMany ? tr("Requeue all of them…") : tr("Requeue"), "R", Deed::Requeue);
        if (!areMany) {
            add(tr("Repair and requeue"), "Shift+R", Deed::RepairAndRequeue);
            add(tr("Choose mailbox…"), "M", Deed::ChooseMailbox);
        }
        add(tr("Hold"), "H", Deed::Hold);
        add(tr("Delete"), "Del", Deed::Remove);
    }
    if (const MessageRow* row = m_model->rowAt(index.row()); row != nullptr && !areMany)
        addFilters(*menu, *row);
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void MessagesPage::addFilters(QMenu& menu, const MessageRow& row)
{
    menu.addSeparator();
    if (row.primary)
        menu.addAction(tr("Only with this cause"), this, [this, cause = *row.primary] {
            addFilter([cause](MessageFilter& filter) { filter.causes = {cause}; });
        });
    if (!row.sender.empty())
        menu.addAction(tr("Only from this sender"), this, [this, sender = row.sender] {
            addFilter([&sender](MessageFilter& filter) { filter.sender = sender; });
        });
    if (!row.recipients.empty())
        menu.addAction(tr("Only for this recipient"), this, [this, recipient = row.recipients.front()] {
            addFilter([&recipient](MessageFilter& filter) { filter.recipient = recipient; });
        });
}

void MessagesPage::addFilter(const std::function<void(MessageFilter&)>& narrow)
{
    ListRequest request = m_filters->request();
    narrow(request.filter);
    m_filters->setRequest(request);
    setList(request);
}

void MessagesPage::chooseNearLast()
{
    const int last = m_model->rowCount() - 1;
    int row = std::clamp(m_lastRow, 0, last);
    // A heading is followed by a row, unless its group is closed.
    if (m_model->isHeading(row))
        row = std::min(row + 1, last);
    // What a person has scrolled to stays in view.
    const auto [firstVisible, lastVisible] = m_table->visibleRows();
    m_table->setAutoScroll(firstVisible <= row && row <= lastVisible);
    // What is still chosen, of several, stays so.
    m_table->selectionModel()->setCurrentIndex(
        m_model->index(row, 0), m_table->chosenCount() > 1
                                    ? QItemSelectionModel::SelectionFlags(QItemSelectionModel::NoUpdate)
                                    : QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table->setAutoScroll(true);
}

} // namespace connectorscope
