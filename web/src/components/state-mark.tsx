/** A state by word and fill: `full` is done or bad enough to act on, `half` is under way, `open` is not begun, `none` is over. */
export type Fill = 'full' | 'half' | 'open' | 'none' | 'alarm'

export function StateMark({ fill, children }: { fill: Fill; children: string }) {
  return (
    <span className="state" data-fill={fill}>
      <span className="state-fill" aria-hidden="true" />
      {children}
    </span>
  )
}
