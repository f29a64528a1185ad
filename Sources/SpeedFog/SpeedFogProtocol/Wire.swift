/// Ranges and formats that every frame keeps to.
package enum Wire {
    /// The largest game time or death count a message may carry.
    package static let maxCount = Int(Int32.max)
    /// The largest event flag and item id.
    package static let maxFlag = Int(UInt32.max)

    /// One number out of range makes an old mod drop the whole message, so every integer passes through here.
    package static func clampI32(_ value: Int) -> Int {
        min(max(value, Int(Int32.min)), Int(Int32.max))
    }
}

/// JSON that is encoded already and goes into a frame unparsed.
package struct RawJSON: Sendable, Equatable {
    package let text: String

    package init(text: String) {
        self.text = text
    }
}
