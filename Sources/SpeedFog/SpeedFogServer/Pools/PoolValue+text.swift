extension PoolValue {
    /// A whole file: plain values first, then tables, keys in order, so that the same pool is the same text.
    static func text(of members: [String: PoolValue], path: [String] = []) -> String {
        var lines: [String] = []
        var tables = ""
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
            if case .table(let inner) = value {
                tables += self.text(of: inner, path: path + [key])
            } else {
                lines.append("\(self.key(key)) = \(value.inline)")
            }
        }
        guard !path.isEmpty else { return lines.map { $0 + "\n" }.joined() + tables }
        // A table that only holds tables needs no heading of its own.
        guard !lines.isEmpty || tables.isEmpty else { return tables }
        let heading = "\n[" + path.map(self.key).joined(separator: ".") + "]\n"
        return heading + lines.map { $0 + "\n" }.joined() + tables
    }

    private var inline: String {
        switch self {
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .double(let value): TOMLText.number(value)
        case .string(let value): TOMLText.quoted(value)
        case .array(let values): "[" + values.map(\.inline).joined(separator: ", ") + "]"
        case .table(let members):
            "{ "
                + members.sorted { $0.key < $1.key }.map { "\(Self.key($0.key)) = \($0.value.inline)" }
                .joined(separator: ", ") + " }"
        }
    }

    private static func key(_ key: String) -> String {
        let isBare = !key.isEmpty && key.utf8.allSatisfy(PoolFile.isNameByte)
        return isBare ? key : TOMLText.quoted(key)
    }
}
