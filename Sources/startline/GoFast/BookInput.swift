import Foundation
import TrainingMaths

/// A book as a file: its format first, so that a later one can be told apart.
struct BookFile: Encodable {
    static let kind = "gofast-book"
    static let version = 1

    let book: PlanBook

    private enum Key: String, CodingKey { case kind, version }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(Self.kind, forKey: .kind)
        try container.encode(Self.version, forKey: .version)
        try self.book.encode(to: encoder)
    }

    static func bytes(of book: PlanBook) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try [UInt8](encoder.encode(BookFile(book: book))) + [0x0A]
    }
}

/// Plans and books in JSON named on the command line.
enum BookInput {
    /// What tells a book from a plan.
    private struct Head: Decodable {
        /// Of a book its own word; of a plan `full` or `racePrep`.
        let kind: String?
        let version: Int?
    }

    static func isBook(_ bytes: [UInt8]) -> Bool { Self.head(Data(bytes))?.kind == BookFile.kind }

    private static func head(_ data: Data) -> Head? { try? JSONDecoder().decode(Head.self, from: data) }

    /// A book, or a plan as a book without changes.
    /// - Throws: `BadInput` with what is wrong and where.
    static func book(_ path: String) throws -> PlanBook { try Self.book(ActivityInput.bytes(path), path) }

    static func book(_ bytes: [UInt8], _ path: String) throws -> PlanBook {
        let data = Data(bytes)
        guard (try? JSONSerialization.jsonObject(with: data)) is [String: Any] else {
            throw BadInput("\(path) is no whole JSON of a plan or a book: it may have been cut off.")
        }
        let head = Self.head(data)
        let book: PlanBook
        if head?.kind == BookFile.kind {
            guard let version = head?.version, version >= 1 else { throw BadInput("\(path): the book has no version.") }
            guard version <= BookFile.version else {
                throw BadInput(
                    "\(path) was written by a newer startline (version \(version) of the book; this one reads up to \(BookFile.version))."
                )
            }
            do {
                book = try JSONDecoder().decode(PlanBook.self, from: data)
            } catch {
                throw BadInput("\(path): the book can't be read: \(Self.words(for: error))")
            }
        } else {
            book = PlanBook(try PlanInput.plan(bytes, path))
        }
        try Self.check(book.base, path)
        if book.current != book.base { try Self.check(book.current, path) }
        return book
    }

    static func write(_ book: PlanBook, to path: String) throws {
        try Output.write(BookFile.bytes(of: book), to: path)
    }

    /// Replanning counts on dates and weeks that fit together; a file that was edited by hand may have others.
    private static func check(_ plan: Plan, _ path: String) throws {
        if let wrong = plan.days.first(where: { !(0...300).contains($0.workout.miles) }) {
            throw BadInput("\(path): \(wrong.date) has \(wrong.workout.miles) miles, which can't be right.")
        }
        if let wrong = PlanRules.violations(in: plan).first(where: { $0.rule == .calendar }) {
            throw BadInput("\(path): the days of this plan do not fit together: \(wrong)")
        }
    }

    private static func words(for error: any Error) -> String {
        let context: DecodingError.Context
        let what: String
        switch error as? DecodingError {
        case .keyNotFound(let key, let place): (what, context) = ("it lacks \(key.stringValue)", place)
        case .valueNotFound(_, let place): (what, context) = ("nothing is there", place)
        case .typeMismatch(_, let place): (what, context) = ("it is another kind of value", place)
        case .dataCorrupted(let place): (what, context) = (place.debugDescription, place)
        case nil: return "it does not look like one."
        @unknown default: return "it does not look like one."
        }
        let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
        return path.isEmpty ? "\(what)." : "at \(path), \(what)."
    }
}
