/** The PostgreSQL tables as Kysely sees them. The truth is `server/migrations/postgres`; keep these beside it. */
import type { AccessTables } from './tables/access.ts'
import type { AdvisoryTables } from './tables/advisory.ts'
import type { ConstituencyTables } from './tables/constituency.ts'
import type { SensingTables } from './tables/sensing.ts'
import type { VulnerabilityTables } from './tables/vulnerability.ts'
import type { WarningTables } from './tables/warning.ts'

export type Tables = AccessTables &
  AdvisoryTables &
  ConstituencyTables &
  SensingTables &
  VulnerabilityTables &
  WarningTables
