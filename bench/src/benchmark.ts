export type Size = 'S' | 'M' | 'L'
export type Figures = Record<string, number>

/** Measures something; `say` tells a waiting person what it is at. S ends within a minute. */
export type Benchmark = (size: Size, say: (text: string) => void) => Promise<Figures>
