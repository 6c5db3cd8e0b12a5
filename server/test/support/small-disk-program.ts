/** `varde serve` that leaves nothing of the disk to the stores, for disks of a few megabytes. */
import { readConfig } from '../../src/config.ts'
import { openLog } from '../../src/platform/index.ts'
import { serve } from '../../src/serve.ts'

const config = readConfig(process.env)
const running = await serve(config, openLog(config.logLevel), { sensing: { spool: { reserve: 0 } } })
process.stdout.write('Varde is up\n')
process.on('SIGTERM', () => void running.close().then(() => process.exit(0)))
