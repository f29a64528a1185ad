/// Rules about the list of nodes a runner came to.
package enum Visits {
    /// Whether a node is new to a history.
    package static func isFirst(_ node: String, in history: some Sequence<String>) -> Bool {
        !history.contains(node)
    }

    /// The layer of a runner who comes to a node: it never falls.
    package static func layer(arrivingAt node: String, from current: Int, graph: Graph) -> Int {
        max(current, graph.layer(of: node))
    }

    /// The highest layer in a history; 0 for an empty one.
    package static func highestLayer(of history: some Sequence<String>, graph: Graph) -> Int {
        history.reduce(0) { max($0, graph.layer(of: $1)) }
    }

    /// The visit a new death belongs to: the last one of the zone the runner is in, if it was recorded.
    package static func indexForDeath<History: BidirectionalCollection<String>>(
        in history: History,
        currentZone: String?
    ) -> History.Index? {
        currentZone.flatMap { history.lastIndex(of: $0) }
    }
}
