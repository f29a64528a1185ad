import CLibPQ

/// An error of the server or of the way to it, and what can be done about it.
struct PostgresFailure: Error {
    enum Remedy {
        /// The statement itself is at fault.
        case none
        /// Another transaction stood in the way; this one was rolled back and can run again.
        case runAgain
        /// The connection is of no use any more.
        case reconnect
    }

    let error: DatabaseError
    let remedy: Remedy
}

extension PostgresFailure {
    /// Reads a failed answer. `result` is nil when there was none, as after a broken connection.
    init(_ result: OpaquePointer?, on connection: OpaquePointer) {
        let answer = ErrorAnswer(result)
        let words = answer.words ?? String(cString: PQerrorMessage(connection)).trimmingSuffix(while: \.isWhitespace)
        if PQstatus(connection) == CONNECTION_BAD || answer.endsConnection {
            self.init(error: .unavailable(words), remedy: .reconnect)
        } else if answer.state == "40001" || answer.state == "40P01" {
            self.init(error: .busy, remedy: .runAgain)
        } else {
            self.init(error: answer.databaseError(words), remedy: .none)
        }
    }
}

/// The fields of an error that we look at; the letters are those of the protocol.
private struct ErrorAnswer {
    let state: String
    let words: String?
    let detail: String?
    let table: String?
    let column: String?
    let constraint: String?
    let routine: String?

    init(_ result: OpaquePointer?) {
        func field(_ letter: Unicode.Scalar) -> String? {
            PQresultErrorField(result, Int32(letter.value)).map { String(cString: $0) }
        }
        self.state = field("C") ?? ""
        self.words = field("M")
        self.detail = field("D")
        self.table = field("t")
        self.column = field("c")
        self.constraint = field("n")
        self.routine = field("R")
    }

    /// Shutdown and crash of the server, and prepared statements that a change of the schema made useless.
    var endsConnection: Bool {
        switch self.state {
        case "57P01", "57P02", "57P03", "26000": true
        case "0A000": self.routine == "RevalidateCachedQuery"
        default: self.state.hasPrefix("08")
        }
    }

    func databaseError(_ words: String) -> DatabaseError {
        switch self.state {
        case "23505": .uniqueViolation(constraint: self.key ?? self.constraint ?? words)
        case "23503": .foreignKeyViolation(words)
        case "23514": .checkViolation(self.constraint ?? words)
        case "23502": .notNullViolation([self.table, self.column].compactMap(\.self).joined(separator: "."))
        case "57014": .timeout
        case "55P03": .busy
        // The system's trouble with a file.
        case "58000", "58030": .unavailable(words)
        case "XX001", "XX002": .damaged(words)
        default: self.state.hasPrefix("53") ? .unavailable(words) : .failed(words)
        }
    }

    /// `table.column` from "Key (column)=(value) already exists." Languages differ in the words, not in the parentheses.
    private var key: String? {
        guard let table = self.table, let detail = self.detail,
            let open = detail.firstIndex(of: "("), let end = detail.firstRange(of: ")=(")
        else { return nil }
        let columns = detail[detail.index(after: open)..<end.lowerBound]
        guard !columns.contains(where: { "():".contains($0) }) else { return nil }
        return columns.split(separator: ", ").map { "\(table).\($0)" }.joined(separator: ", ")
    }
}
