import { program } from './cli/program.ts'

await (await program(process.argv[2])).parseAsync()
