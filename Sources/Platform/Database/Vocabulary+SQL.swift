import Foundation
package import Vocabulary

/// Each id is kept as its text.
extension SQLConvertible where Self: Identifier {
    /// Text.
    package static var sqlType: SQLType { UUID.sqlType }
    /// The lower-case UUID, bound.
    package var sqlValue: SQLValue { self.rawValue.sqlValue }

    /// Reads a UUID; throws for any other text.
    package init(sqlValue: SQLValue) throws { self.init(rawValue: try UUID(sqlValue: sqlValue)) }
}

extension UserID: SQLConvertible {}
extension Moment: SQLConvertible {}
