/// Why a graph file cannot be used, in words that name the file.
package struct GraphError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong with the file.
    package enum Reason: Equatable, Sendable {
        case tooLarge(bytes: Int)
        case notJSON(offset: Int)
        case halfSurrogate(offset: Int)
        case tooDeep
        case notObject
        case noNodes
        case tooManyNodes(Int)
        case noStart
        /// A node id with control characters or with bytes that are no text, as printable words.
        case badID(String)
    }

    package let file: String
    package let reason: Reason

    package init(file: String, reason: Reason) {
        self.file = file
        self.reason = reason
    }

    package var description: String { "\(self.file): \(self.reason.words)" }
}

extension GraphError.Reason {
    fileprivate var words: String {
        switch self {
        case .tooLarge(let bytes): "the file has \(bytes) bytes, more than the \(Graph.maxBytes) we read"
        case .notJSON(let offset): "the file is not JSON (at byte \(offset))"
        case .halfSurrogate(let offset):
            "the JSON holds half a surrogate pair, which is no character (before byte \(offset))"
        case .tooDeep: "the JSON is nested deeper than \(Graph.maxDepth) levels"
        case .notObject: "the JSON is not an object"
        case .noNodes: "the graph has no nodes"
        case .tooManyNodes(let count): "the graph has \(count) nodes, more than the \(Graph.maxNodes) we read"
        case .noStart: "the graph has no start node, and none that nothing leads to"
        case .badID(let id): "the node id \(id) holds control characters or broken text"
        }
    }
}
