/** One piece of work for all who ask for it at the same time: a query, a file, a sync. */

/**
 * @returns a function that hands its item to `work` together with those of all who ask meanwhile, and gives back the result at
 * its item's place. Who asks while one is under way waits for the next, so that nobody is given what was found out before they
 * asked. What `work` throws, each of those gets.
 * @param most items at a time
 */
export function gather<Item, Result>(
  work: (items: Item[]) => Promise<readonly Result[]>,
  most: number,
): (item: Item) => Promise<Result> {
  type Waiting = { item: Item; resolve(result: Result): void; reject(fault: unknown): void }
  const waiting: Waiting[] = []
  let underWay = false

  async function run(): Promise<void> {
    underWay = true
    // Requests that came with the same turn of the event loop go together.
    await new Promise(setImmediate)
    while (waiting.length > 0) {
      const now = waiting.splice(0, most)
      try {
        const results = await work(now.map(({ item }) => item))
        for (const [at, { resolve }] of now.entries()) resolve(results[at] as Result)
      } catch (fault) {
        for (const { reject } of now) reject(fault)
      }
    }
    underWay = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!underWay) void run()
    })
}
