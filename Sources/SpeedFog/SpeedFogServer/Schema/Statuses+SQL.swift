import Database
import SpeedFogProtocol

extension RaceStatus: SQLConvertible {}
extension RunStatus: SQLConvertible {}
