package import Foundation

/// The id of one kind of thing, so that the id of a race can't be taken for that of a run.
///
/// Written everywhere as a lower-case UUID: on the wire, in URLs and in the database.
package protocol Identifier: RawRepresentable<UUID>, Hashable, Sendable, Codable, LosslessStringConvertible {
    /// Names what this UUID names.
    init(rawValue: UUID)
}

extension Identifier {
    /// A new id, which nothing else has.
    package init() { self.init(rawValue: UUID()) }

    /// Reads a UUID in either case; nil for any other text.
    package init?(_ text: String) {
        guard let id = UUID(uuidString: text) else { return nil }
        self.init(rawValue: id)
    }

    /// The lower-case UUID.
    package var description: String { self.rawValue.uuidString.lowercased() }

    /// Reads the text of an id.
    package init(from decoder: any Decoder) throws {
        self.init(rawValue: try UUID(from: decoder))
    }

    /// Writes the text of the id.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.description)
    }
}
