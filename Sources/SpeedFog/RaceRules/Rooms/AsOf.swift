package import Vocabulary

extension RoomState {
    /// The room as it was at a moment: what its events up to then add up to. Clocks between events are not kept.
    ///
    /// An older attempt that was run on another seed needs that seed in `furnishing`.
    package static func asOf(
        _ moment: Moment,
        events: some Sequence<RoomEvent>,
        id: RoomID,
        furnishing: Furnishing
    ) -> RoomState {
        var state = RoomState(id: id, furnishing: furnishing)
        for event in events {
            guard event.at <= moment else { break }
            state.apply(event)
        }
        return state
    }
}
