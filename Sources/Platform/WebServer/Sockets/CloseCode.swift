/// Close codes of RFC 6455 that we send.
package enum CloseCode {
    /// The conversation is over.
    package static let normal: UInt16 = 1000
    /// The server shuts down: come back in a moment.
    package static let goingAway: UInt16 = 1001
    /// Not RFC 6455.
    package static let protocolError: UInt16 = 1002
    /// A binary message.
    package static let unsupportedData: UInt16 = 1003
    /// Text that is not UTF-8.
    package static let invalidPayload: UInt16 = 1007
    /// The peer may not go on as who it was: it broke a rule of ours, or was signed out.
    package static let policyViolation: UInt16 = 1008
    /// More than `SocketLimits.maxMessageBytes`.
    package static let messageTooBig: UInt16 = 1009
    /// The peer does not read what is sent to it: reconnect and get a fresh state.
    package static let tryAgainLater: UInt16 = 1013

    /// What a peer may put into a close frame (RFC 6455, section 7.4).
    static func mayBeSent(_ code: UInt16) -> Bool {
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}
