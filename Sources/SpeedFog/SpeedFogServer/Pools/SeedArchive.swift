import Archives
import SeedGraph

/// The archive of a generated seed: the layout of a real one without the game's own files.
struct SeedArchive {
    let slug: String
    let seed: GeneratedSeed

    /// Twelve digits that a seed number always gives.
    static func slug(of seed: UInt64) -> String {
        var mixer = SplitMix64(state: seed)
        return self.digits(mixer.next())
    }

    static func digits(_ value: UInt64) -> String {
        let digits = String(value >> 16, radix: 16)
        return String(repeating: "0", count: 12 - digits.count) + digits
    }

    var fileName: String { "seed_\(self.slug).zip" }

    var bytes: [UInt8] {
        let top = "speedfog_\(self.slug)"
        var zip = ZipWriter()
        zip.add("\(top)/graph.json", self.seed.graphJSON)
        zip.add("\(top)/spoiler_log.txt", Array(self.seed.spoilerLog.utf8))
        zip.add("\(top)/config_speedfog.toml", Array(Self.modEngine.utf8))
        zip.add("\(top)/launch_speedfog.bat", Array(Self.launcher.utf8))
        zip.add("\(top)/lib/RandomizerHelper_config.ini", Array(Self.randomizerHelper.utf8))
        return zip.finished()
    }

    private static let modEngine = """
        [modengine]
        debug = false
        external_dlls = ["lib\\\\speedfog_race_mod.dll", "lib\\\\RandomizerHelper.dll"]

        [extension.mod_loader]
        enabled = true
        loose_params = false
        mods = [{ enabled = true, name = "speedfog", path = "mods" }]

        """

    private static let launcher = """
        @echo off\r
        cd /d "%~dp0"\r
        modengine2_launcher.exe -t er -c config_speedfog.toml\r

        """

    private static let randomizerHelper = """
        [Options]\r
        autoEquip=false\r
        autoEquipWeapons=false\r
        autoEquipArmor=false\r
        autoUpgrade=true\r
        autoUpgradeWeapons=true\r
        autoUpgradeSpiritAshes=true\r
        autoUpgradeDropped=true\r
        regionLockWeapons=false\r

        """
}
