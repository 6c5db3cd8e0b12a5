/** The configurations of `docs/guides/sensors.md`, so that what is tried is what is recommended. */
import { readFile } from 'node:fs/promises'

const guide = new URL('../../docs/guides/sensors.md', import.meta.url)

/** The first block of code under a heading. */
export async function configurationOf(heading: string): Promise<string> {
  const text = await readFile(guide, 'utf8')
  const section = text.split(/^## /m).find((one) => one.startsWith(`${heading}\n`))
  const block = /^```\w*\n([\s\S]*?)^```/m.exec(section ?? '')?.[1]
  if (block === undefined) throw new Error(`the guide has no configuration under "${heading}"`)
  return block
}
