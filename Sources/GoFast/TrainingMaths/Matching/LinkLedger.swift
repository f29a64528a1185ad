package import struct Foundation.Date

/// Who did something to a link.
package enum LinkAuthor: Sendable, Hashable, Codable {
    /// The rules, in a version that is named, so that old links can be told from new ones.
    case rules(version: Int)
    case person(String)
}

/// Why a link cannot be made or taken back.
package enum LinkError: Error, Equatable, Sendable {
    /// An activity belongs to at most one session; the rules do not take it from there.
    case alreadyLinked(activity: String, session: String)
    case notLinked(activity: String)
    case unknownLink(Int)
    /// The rules do not link again what a person took apart.
    case refused(activity: String, session: String)
}

/// All links between activities and sessions there ever were; nothing is deleted, so each step can be shown and taken back.
///
/// An activity has at most one link at a time; a session may have several. What was completed follows from the links in force: taking a
/// link back gives the session the status it had before, with nothing to restore.
package struct LinkLedger: Sendable, Equatable, Codable {
    /// The end of a link.
    package struct Superseded: Sendable, Equatable, Codable {
        package var at: Date
        package var by: LinkAuthor
        package var reason: String
    }

    /// One link, from its making on.
    package struct Link: Sendable, Equatable, Codable {
        /// From 1 on, in order of making.
        package let id: Int
        package let activity: String
        package let session: String
        package let role: SessionRole
        package let madeAt: Date
        package let madeBy: LinkAuthor
        package let confidence: MatchBand
        package let score: Int?
        package let reasons: [String]
        /// False as long as a link into a locked past waits for a yes: it shows, but no score or estimate follows from it.
        package fileprivate(set) var counts: Bool
        /// Nil while the link is in force.
        package fileprivate(set) var superseded: Superseded?
    }

    package private(set) var links: [Link] = []
    private var current: [String: Int] = [:]
    private var refusals: Set<String> = []

    package init() {}

    /// The link of an activity that is in force.
    package func link(of activity: String) -> Link? { self.current[activity].map { self.links[$0 - 1] } }

    /// The links of a session that are in force, in order of making.
    package func links(to session: String) -> [Link] {
        self.links.filter { $0.session == session && $0.superseded == nil }
    }

    /// Everything that ever happened to an activity, in order.
    package func history(of activity: String) -> [Link] { self.links.filter { $0.activity == activity } }

    /// Whether a person took this pair apart.
    package func isRefused(_ activity: String, _ session: String) -> Bool {
        self.refusals.contains(Self.pair(activity, session))
    }

    var sessionsWithLinks: Set<String> { Set(self.links.lazy.filter { $0.superseded == nil }.map(\.session)) }

    /// Makes a link and gives its id. A person's link replaces the one in force; the rules' never does.
    @discardableResult
    package mutating func link(
        _ activity: String,
        to session: String,
        as role: SessionRole = .main,
        by author: LinkAuthor,
        at moment: Date,
        confidence: MatchBand = .ask,
        score: Int? = nil,
        reasons: [String] = [],
        counts: Bool = true
    ) throws(LinkError) -> Int {
        if case .rules = author {
            if let old = self.link(of: activity) {
                throw LinkError.alreadyLinked(activity: activity, session: old.session)
            }
            guard !self.isRefused(activity, session) else {
                throw LinkError.refused(activity: activity, session: session)
            }
        } else {
            self.refusals.remove(Self.pair(activity, session))
        }
        self.end(activity, Superseded(at: moment, by: author, reason: "linked to \(session) instead"))
        let link = Link(
            id: self.links.count + 1,
            activity: activity,
            session: session,
            role: role,
            madeAt: moment,
            madeBy: author,
            confidence: confidence,
            score: score,
            reasons: reasons,
            counts: counts,
            superseded: nil
        )
        self.links.append(link)
        self.current[activity] = link.id
        return link.id
    }

    /// Takes the link of an activity back. After a person's no the rules do not propose the pair again.
    package mutating func unlink(
        _ activity: String,
        by author: LinkAuthor,
        at moment: Date,
        reason: String = "taken back"
    ) throws(LinkError) {
        guard let link = self.link(of: activity) else { throw LinkError.notLinked(activity: activity) }
        if case .person = author { self.refusals.insert(Self.pair(activity, link.session)) }
        self.end(activity, Superseded(at: moment, by: author, reason: reason))
    }

    /// Lets a link into a locked past count from now on; the yes of a person.
    package mutating func letCount(_ id: Int) throws(LinkError) {
        guard self.links.indices.contains(id - 1), self.links[id - 1].superseded == nil else {
            throw LinkError.unknownLink(id)
        }
        self.links[id - 1].counts = true
    }

    /// Writes down every automatic link of `matches`; what is asked stays out. Gives the ids of the new links.
    @discardableResult
    package mutating func record(_ matches: [Match], rulesVersion: Int, at moment: Date) throws(LinkError) -> [Int] {
        var made: [Int] = []
        for match in matches where match.band == .auto {
            guard let session = match.session else { continue }
            made.append(
                try self.link(
                    match.activity,
                    to: session,
                    as: match.role,
                    by: .rules(version: rulesVersion),
                    at: moment,
                    confidence: .auto,
                    score: match.candidates.first { $0.session == session }?.score,
                    reasons: match.reasons,
                    counts: !match.asksBeforeScoring
                )
            )
        }
        return made
    }

    private mutating func end(_ activity: String, _ superseded: Superseded) {
        guard let id = self.current.removeValue(forKey: activity) else { return }
        self.links[id - 1].superseded = superseded
    }

    private static func pair(_ activity: String, _ session: String) -> String {
        "\(activity.utf8.count):\(activity)\(session)"
    }
}
