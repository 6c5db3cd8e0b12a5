/** Scaling for small pictures. Pure. */

export type Bar = { x: number; y: number; width: number; height: number }

/**
 * Bars for a sparkline, zero at the bottom. Any count above zero is at least one pixel high: one event in a day of
 * thousands must still be seen.
 */
export function sparkBars(values: readonly number[], width: number, height: number, gap = 1): Bar[] {
  if (values.length === 0) return []
  const step = width / values.length
  const top = Math.max(...values, 1)
  return values.map((value, index) => {
    const tall = value <= 0 ? 0 : Math.max(1, (value / top) * height)
    return { x: index * step, y: height - tall, width: Math.max(0.5, step - gap), height: tall }
  })
}

/** 0 (nothing) to 4 (most), on a logarithmic scale since hours differ by powers of ten. */
export function heatLevel(value: number, top: number): 0 | 1 | 2 | 3 | 4 {
  if (value <= 0) return 0
  const share = Math.log1p(value) / Math.log1p(Math.max(value, top))
  return Math.min(4, Math.max(1, Math.ceil(share * 4))) as 1 | 2 | 3 | 4
}

/** Widths in whole per cent that add up to 100; each part above zero gets at least 1. */
export function shares(parts: readonly number[]): number[] {
  const total = parts.reduce((sum, part) => sum + Math.max(0, part), 0)
  if (total === 0) return parts.map(() => 0)
  const raw = parts.map((part) => (part > 0 ? Math.max(1, Math.floor((part / total) * 100)) : 0))
  const largest = raw.indexOf(Math.max(...raw))
  const rest = 100 - raw.reduce((sum, part) => sum + part, 0)
  return raw.map((part, index) => (index === largest ? part + rest : part))
}
