/// An error that is nobody's mistake and may pass: a database that restarts, a full disk. Whoever answers people for it
/// need not know where it comes from.
package protocol ServiceInterruption: Error {
    /// What to tell a person who asked for something: what is wrong in general, and what to do. Nil where this error is of another
    /// kind.
    var interruption: String? { get }
}
