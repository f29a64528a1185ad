import HTTPTypes
import Synchronization
import Vocabulary

/// The open sockets of the process: how many an address and an account have, and which of them lean on a session or a
/// token, so that they close when it ends.
package final class SocketRegistry: Sendable {
    /// Most sockets that may be open at once. One more is refused with 429.
    package struct Limits: Sendable, Equatable {
        /// From one address; in IPv6 from one /64, which is one household. This machine's own addresses have no limit: they are
        /// the operator's tools, and every client where a proxy is not told of (`WebServerSettings.trustedProxyHops`).
        package var perAddress = 500
        /// Of one account, over all its sessions and tokens.
        package var perAccount = 50

        /// Room for twenty people with many tabs each behind one address.
        package init() {}
    }

    /// One socket, from the moment its request is let in.
    fileprivate struct Place {
        let household: String
        var account: UserID?
        var credential: String?
        var socket: Socket?
        var isRevoked = false
    }

    fileprivate struct State {
        var lastNumber: UInt64 = 0
        var places: [UInt64: Place] = [:]
        var households: [String: Int] = [:]
        var accounts: [UserID: Int] = [:]
        var holders: [String: Set<UInt64>] = [:]
        /// Credentials that ended lately, oldest first: a request that was on its way meanwhile may still bring one.
        var ended: [String] = []
    }

    private static let rememberedEnds = 256

    private let limits: Limits
    private let state = Mutex(State())

    package init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Closes every socket that was opened with this session or token (`SignedInUser.Via.credential`), with 1008
    /// "Signed out". One whose request is still being answered is closed as soon as it opens.
    ///
    /// Call it after the credential was ended where it is stored.
    package func close(credential: String) {
        let sockets = self.state.withLock { state -> [Socket] in
            state.ended.append(credential)
            if state.ended.count > Self.rememberedEnds { state.ended.removeFirst() }
            return (state.holders[credential] ?? []).compactMap { number in
                state.places[number]?.isRevoked = true
                return state.places[number]?.socket
            }
        }
        for socket in sockets { Self.signOut(socket) }
    }

    /// How many sockets are open or being opened.
    package var count: Int { self.state.withLock { $0.places.count } }

    // MARK: The life of a place

    /// A place for one more socket.
    ///
    /// - Throws: 429 when the address or the account has as many as it may.
    func seat(address: String, user: SignedInUser?) throws(Problem) -> SocketSeat {
        let household = ClientAddress.household(address)
        let isOurs = ClientAddress.isLoopback(address)
        let number: Result<UInt64, Problem> = self.state.withLock { state in
            guard isOurs || state.households[household, default: 0] < self.limits.perAddress else {
                return .failure(Problem(.tooManyRequests, "Too many sockets are open from your address"))
            }
            if let user, state.accounts[user.id, default: 0] >= self.limits.perAccount {
                return .failure(Problem(.tooManyRequests, "Your account has too many sockets open"))
            }
            state.lastNumber += 1
            state.households[household, default: 0] += 1
            state.places[state.lastNumber] = Place(household: household)
            if let user { state.identify(state.lastNumber, user.id, user.via.credential) }
            return .success(state.lastNumber)
        }
        return SocketSeat(registry: self, number: try number.get())
    }

    /// The socket of a place is open from now on.
    func open(_ number: UInt64, _ socket: Socket) {
        let isRevoked = self.state.withLock { state in
            state.places[number]?.socket = socket
            return state.places[number]?.isRevoked ?? false
        }
        if isRevoked { Self.signOut(socket) }
    }

    /// False if the account has as many sockets as it may, or if the credential has ended meanwhile.
    func identify(_ number: UInt64, account: UserID, credential: String) -> Bool {
        self.state.withLock { state in
            guard let place = state.places[number] else { return false }
            let isKnown = place.account == account
            guard isKnown || state.accounts[account, default: 0] < self.limits.perAccount else { return false }
            state.unidentify(number)
            state.identify(number, account, credential)
            return state.places[number]?.isRevoked == false
        }
    }

    func leave(_ number: UInt64) {
        self.state.withLock { state in
            guard let place = state.places[number] else { return }
            state.unidentify(number)
            state.places[number] = nil
            state.households.countDown(place.household)
        }
    }

    private static func signOut(_ socket: Socket) {
        socket.close(code: CloseCode.policyViolation, reason: "Signed out")
    }
}

extension SocketRegistry.State {
    fileprivate mutating func identify(_ number: UInt64, _ account: UserID, _ credential: String) {
        self.accounts[account, default: 0] += 1
        self.holders[credential, default: []].insert(number)
        self.places[number]?.account = account
        self.places[number]?.credential = credential
        self.places[number]?.isRevoked = self.ended.contains(credential)
    }

    fileprivate mutating func unidentify(_ number: UInt64) {
        guard let place = self.places[number] else { return }
        if let account = place.account { self.accounts.countDown(account) }
        guard let credential = place.credential else { return }
        self.holders[credential]?.remove(number)
        if self.holders[credential]?.isEmpty == true { self.holders[credential] = nil }
    }
}

extension Dictionary where Value == Int {
    /// One less; forgets what nothing is left of.
    fileprivate mutating func countDown(_ key: Key) {
        let count = self[key, default: 0] - 1
        self[key] = count > 0 ? count : nil
    }
}
