/// Why Twitch did not tell who somebody is.
enum TwitchError: Error, Equatable, CustomStringConvertible {
    case refused(status: Int)
    case unreadable
    case tooSlow
    case unreachable(String)

    /// For the log.
    var description: String {
        switch self {
        case .refused(let status): "Twitch answered with status \(status)"
        case .unreadable: "Twitch sent an answer that can't be read"
        case .tooSlow: "Twitch took too long to answer"
        case .unreachable(let reason): "Twitch can't be reached: \(reason)"
        }
    }

    /// For the page: what failed inside is none of a visitor's business.
    var wordsForPeople: String {
        switch self {
        case .refused(400..<500): "Twitch did not accept the sign-in"
        case .refused, .unreadable: "Twitch has a problem"
        case .tooSlow, .unreachable: "Twitch can't be reached"
        }
    }
}
