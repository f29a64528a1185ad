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
        if let options { return try Self.checkPorts(options) }
        let reason = message.map { String(cString: $0).trimmingSuffix(while: \.isWhitespace) } ?? "out of memory"
        throw DatabaseError.badURL("The address of the PostgreSQL server is not right: \(reason).")
    }
}

extension PostgresAddress {
    /// libpq looks at the port only when it connects.
    private static func checkPorts(_ options: UnsafeMutablePointer<PQconninfoOption>) throws {
        var option = options
        while let keyword = option.pointee.keyword {
            if String(cString: keyword) == "port", let value = option.pointee.val {
                for port in String(cString: value).split(separator: ",") where UInt16(port) == nil {
                    throw DatabaseError.badURL(
                        "The address of the PostgreSQL server has the port \(port), not a number."
                    )
                }
            }
            option += 1
        }
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
