/// Whole numbers with their noun: "1 week", "3 weeks".
enum Counted {
    static func text(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
