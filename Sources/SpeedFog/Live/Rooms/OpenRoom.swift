/// A room that is open in this process, and the edge of its sockets here.
struct OpenRoom: Sendable {
    let room: Room
    let edge: Edge
    let lease: Lease
}
