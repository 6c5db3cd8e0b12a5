import { setFlagsFromString } from 'node:v8'
import { program } from './cli/program.ts'

// Bodies pass through as buffers outside the heap. Else each 64 MiB of them make V8 mark the whole heap, which is a sixth of
// the processor time of receiving and loading; counted with the heap, they are freed by the small collections.
setFlagsFromString('--external-memory-accounted-in-global-limit')

await (await program(process.argv[2])).parseAsync()
