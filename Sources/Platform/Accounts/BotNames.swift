import Database

/// Bots give way: a name belongs to a bot only as long as nobody else goes by it.
extension SQLSession {
    /// The first free name of a bot that wants to be called `name`.
    func freeName(_ name: String, for botID: String) throws -> BotName {
        let free = try BotName.all(from: name).first { name in
            let names = [FoldedName(name.username), FoldedName(name.displayName)]
            return try self.row(
                """
                SELECT id FROM users WHERE COALESCE(twitch_id, '') <> \(botID)
                    AND (folded_username IN \(list: names) OR folded_display_name IN \(list: names)) LIMIT 1
                """
            ) == nil
        }
        guard let free else { throw DatabaseError.failed("No name is free for the bot \(name)") }
        return free
    }

    /// Gives another name to each bot that goes by one of the names of `profile`.
    func renameBots(called profile: UserStore.Profile) throws {
        let names = Set([profile.username, profile.displayName].compactMap { $0.map { FoldedName($0) } })
        let bots = try self.rows(
            """
            SELECT * FROM users
            WHERE kind = 'bot' AND (folded_username IN \(list: names) OR folded_display_name IN \(list: names))
            """
        ).map(User.init(row:))
        for bot in bots {
            let name = try self.freeName(bot.displayName ?? bot.username, for: bot.twitchID ?? "")
            try self.execute(
                """
                UPDATE users SET username = \(name.username), folded_username = \(FoldedName(name.username)),
                    display_name = \(name.displayName), folded_display_name = \(FoldedName(name.displayName))
                WHERE id = \(bot.id)
                """
            )
        }
    }
}

/// One of the names that a bot may have.
struct BotName {
    let displayName: String

    var username: String { self.displayName.lowercased().replacing(" ", with: "_") }

    /// The name itself, then `Name Bot`, `Name Bot 2` and so on.
    static func all(from name: String) -> some Sequence<BotName> {
        (0...1000).lazy.map { number in
            BotName(displayName: number == 0 ? name : "\(name) Bot" + (number == 1 ? "" : " \(number)"))
        }
    }
}
