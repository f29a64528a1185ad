/// `speedfog_race.toml`, which tells a player's mod where to report and how to look.
package struct RaceConfigTOML: Sendable, Equatable {
    /// What the player's run belongs to.
    package enum Target: Sendable, Equatable {
        case race(id: String, seedID: String)
        case solo(sessionID: String)
    }

    package var url: String
    package var modToken: String
    package var target: Target
    package var fontSize = 18.0

    package init(url: String, modToken: String, target: Target, fontSize: Double = 18.0) {
        self.url = url
        self.modToken = modToken
        self.target = target
        self.fontSize = fontSize
    }

    package var bytes: [UInt8] {
        Array(self.text.utf8)
    }

    package var text: String {
        var lines = ["[server]", "url = \(TOMLText.quoted(self.url))", "mod_token = \(TOMLText.quoted(self.modToken))"]
        switch self.target {
        case .race(let id, let seedID):
            lines += ["race_id = \(TOMLText.quoted(id))", "seed_id = \(TOMLText.quoted(seedID))"]
        case .solo(let sessionID):
            // Every mod reads `training`; newer ones take `solo` as the same key and refuse a file that has both.
            lines += ["race_id = \(TOMLText.quoted(sessionID))", "training = true"]
        }
        lines += [
            "", "[overlay]", "enabled = true", "font_path = \"\"", "font_size = \(TOMLText.number(self.fontSize))",
            "background_color = \"#141414\"", "background_opacity = 0.3", "text_color = \"#FFFFFF\"",
            "text_disabled_color = \"#808080\"", "show_border = false", "border_color = \"#404040\"",
            "", "[keybindings]", "toggle_ui = \"f9\"",
        ]
        return lines.joined(separator: "\n") + "\n"
    }
}

/// Values as TOML writes them.
enum TOMLText {
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// A TOML float always shows that it is one.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "0.0" }
        let text = "\(value)"
        return text.contains(".") || text.contains("e") ? text : text + ".0"
    }
}
