import CLibPQ

/// Questions about a server's URL that libpq answers.
enum PostgresAddress {
    /// Throws when libpq cannot read the address.
    static func check(_ address: String) throws {
        var message: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(address, &message)
        defer {
            PQconninfoFree(options)
            PQfreemem(message)
        }
        guard options == nil else { return }
        let reason = message.map { String(cString: $0).trimmingSuffix(while: \.isWhitespace) } ?? "out of memory"
        throw DatabaseError.badURL("The address of the PostgreSQL server is not right: \(reason).")
    }
}

extension StringProtocol {
    /// Without the characters at the end that fit.
    func trimmingSuffix(while fits: (Character) -> Bool) -> String {
        var rest = self[...]
        while let last = rest.last, fits(last) { rest.removeLast() }
        return String(rest)
    }
}
