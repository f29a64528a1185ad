package import SeedGraph
package import Vocabulary

/// What a room needs beside its events: looked up when it opens, decided elsewhere.
package struct Furnishing: Sendable {
    /// The name of the race, or of the pool of a solo session.
    package var name: String
    /// Everyone the room's events name.
    package var people: [UserID: Person]
    /// The seed that the room has now; nil without one.
    package var seed: Seed?

    package init(name: String, people: [UserID: Person] = [:], seed: Seed? = nil) {
        self.name = name
        self.people = people
        self.seed = seed
    }
}

/// A seed as rooms use it.
package struct Seed: Sendable {
    package let id: SeedID
    /// As its archive is called; shown to people and told to mods.
    package let number: String
    package let pool: String
    package let graph: Graph

    package init(id: SeedID, number: String, pool: String, graph: Graph) {
        self.id = id
        self.number = number
        self.pool = pool
        self.graph = graph
    }
}
