#pragma once

#include "ui/acting/acts.h"
#include "ui/acting/deed.h"

#include <QObject>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace connectorscope {

class DetailView;

/// Fills a DetailView with what the site knows of the current message, and does what a person wishes there.
class MessageDetail : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive it.
    MessageDetail(Engine& engine, Acts& acts, DetailView& view, QObject* parent = nullptr);

    /// nullopt: none is current.
    void show(const std::optional<MessageRow>& row);
    /// The message of that id, wherever it is.
    void open(const std::string& message);
    /// Does that with it, after asking for what has to be said.
    void begin(Deed deed);
    /// Shows what requeueing it would do.
    void tryTransfer();
    const std::string& message() const { return m_message; }

signals:
    /// Something was done; for a bar.
    void done(const QString& text);
    void actWished(const connectorscope::ActRequest& request);
    /// What keeps something of the message from being read; an error without a message: nothing any more. It
    /// is read again by itself.
    void problemChanged(const Error& problem);

private:
    void connectDeeds();
    void read();
    void readAgain();
    void setProblem(const std::optional<Error>& problem);
    void takeUnread(const Error& problem);
    /// With a message of that id.
    void act(const std::string& message, const std::function<ActRequest()>& request);
    void acknowledge(const QString& note);
    void clear(const QString& reason);

    Engine& m_engine;
    Acts& m_acts;
    DetailView& m_view;
    Job m_readJob;
    Job m_actionJob;
    Job m_dryRunJob;
    std::optional<MessageRow> m_row;
    bool m_isLacking = false;           ///< something of the message could not be read
    std::int64_t m_shownRow = 0;        ///< its number; as far as it could be read
    std::string m_shown;                ///< of which the view is; m_message may be on its way there
    std::optional<Deed> m_afterReading; ///< to begin when it is there
    std::string m_message;              ///< its id; empty: none, or one without
};

} // namespace connectorscope
