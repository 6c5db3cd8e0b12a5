/**
 * A cluster of one host, as far as the engine can play it: it has no clusters and no Keeper. What is said to every host is
 * said to this one, a replicated table is a plain one, and a distributed table is another name for the shard's own.
 */

/** The name by which the host knows itself as a cluster; the engine refuses every other. */
export const cluster = 'main'

export function onOneHost(text: string): string {
  if (/^\s*(create|alter|drop|truncate|exchange|system)\b/i.test(text)) {
    return text
      .replace(/^\s*system sync replica on cluster 'main' \w+$/i, 'select 1')
      .replace(/ on cluster 'main'/gi, '')
      .replace(/ as \w+ engine = Distributed\('main', currentDatabase\(\), (\w+), [^)]*\)\)/, " engine = Alias('$1')")
      .replace(/Replicated(\w*MergeTree)\('[^']*', '\{replica\}'(?:, )?/, '$1(')
      .replace(/Replicated(\w*MergeTree)\('[^']*', '\{shard\}-\{replica\}'(?:, )?/, '$1(')
      .replace(/replicated_deduplication_window_seconds = \d+, replicated_/, 'non_replicated_')
  }
  return text.replace(/\bfrom system\.clusters\b/i, `from (select '${cluster}' as cluster)`)
}
