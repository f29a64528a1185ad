/// What a pool asks of the generator; the names are those of the pool file's sections and keys.
package struct GeneratorSettings: Sendable, Equatable {
    package var run = Run()
    package var budget = Budget()
    package var requirements = Requirements()
    package var structure = Structure()
    package var startingItems = StartingItems()
    package var carePackage = CarePackage()
    package var enemy = Enemy()
    /// Zones of the expansion may be used; every player then needs it.
    package var dlc = false

    package init() {}

    package struct Run: Sendable, Equatable {
        package var runCompleteMessage = "RUN COMPLETE"
        package var chapelGrace = true

        package init() {}
    }

    package struct Budget: Sendable, Equatable {
        /// How much heavier the heaviest way to the final boss may be than the lightest.
        package var tolerance = 40

        package init() {}
    }

    /// How many layers of each type every way through the seed crosses at least.
    package struct Requirements: Sendable, Equatable {
        package var legacyDungeons = 1
        /// Boss arenas and major bosses together.
        package var bosses = 5
        package var miniDungeons = 5

        package init() {}
    }

    package struct Structure: Sendable, Equatable {
        package var maxParallelPaths = 3
        package var splitProbability = 0.3
        package var mergeProbability = 0.2
        /// Most exits that one zone may have.
        package var maxBranches = 3
        /// Layers that a way must be old before it may split or merge again.
        package var minBranchAge = 1
        package var crosslinks = true
        /// Layers in all: the start and the final boss count.
        package var minLayers = 20
        package var maxLayers = 25
        package var finalTier = 20
        package var firstLayerType: ZoneKind?
        /// Share of the boss layers that hold major bosses.
        package var majorBossRatio = 0.15
        /// Zone ids; empty or `all` means any that can end a run.
        package var finalBossCandidates: [String] = []

        package init() {}
    }

    package struct StartingItems: Sendable, Equatable {
        /// Keys of the pool file whose value is true, such as `academy_key`.
        package var keys: [String] = []
        package var stoneswordKeys = 0
        package var talismanPouches = 0
        package var goldenSeeds = 0
        package var sacredTears = 0
        package var startingRunes = 0
        package var larvalTears = 0

        package init() {}
    }

    package struct CarePackage: Sendable, Equatable {
        package var enabled = false
        package var weaponUpgrade = 0
        /// Counts by the key of the pool file, such as `weapons` or `ashes_of_war`.
        package var counts: [String: Int] = [:]

        package init() {}
    }

    package struct Enemy: Sendable, Equatable {
        package var randomizeBosses = false
        package var lockFinalBoss = true

        package init() {}
    }
}
