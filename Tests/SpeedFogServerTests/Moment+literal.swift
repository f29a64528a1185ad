import Vocabulary

extension Moment: ExpressibleByIntegerLiteral {
    /// Milliseconds since 1970.
    public init(integerLiteral value: Int64) { self.init(rawValue: value) }
}
