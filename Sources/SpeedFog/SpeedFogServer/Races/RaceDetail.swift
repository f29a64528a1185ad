/// One race with everything its page shows.
package struct RaceDetail: Equatable, Sendable {
    /// A place that is kept; the token only for whoever may hand it out.
    package struct PendingInvite: Equatable, Sendable {
        package let invite: Invite
        package let token: String?
    }

    package let race: Race
    package let participants: [Participant]
    package let casters: [Caster]
    package let invites: [PendingInvite]
}
