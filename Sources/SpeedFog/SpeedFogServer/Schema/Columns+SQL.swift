import Database
import RaceRules
import SpeedFogProtocol
import Vocabulary

// What the columns of SpeedFog's tables hold.

extension CasterID: SQLConvertible {}
extension InviteID: SQLConvertible {}
extension RaceID: SQLConvertible {}
extension RunID: SQLConvertible {}
extension SeedID: SQLConvertible {}

extension RaceStatus: SQLConvertible {}
extension RunStatus: SQLConvertible {}
