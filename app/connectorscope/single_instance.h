#pragma once

#include <QLocalServer>
#include <QObject>
#include <QString>

#include <filesystem>

namespace connectorscope {

/// One window for each site and person: a second start asks the first to come forward, and ends.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    explicit SingleInstance(const std::filesystem::path& siteFile, QObject* parent = nullptr);

    /// True: there is a window already, and it has been asked to come forward. False: this is the first, and
    /// asked() tells of later ones.
    bool raiseOther();

signals:
    void asked();

private:
    QString m_name;
    QLocalServer m_server;
};

} // namespace connectorscope
