/** The mark: stacked stones with a flame, the beacon that warned the coast. Decorative; the name stands beside it. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        className="mark-flame"
        d="M16.4 1c.6 2.6 4.4 4.4 4.4 8.2 0 2.9-2 4.8-4.8 4.8s-4.8-1.9-4.8-4.5c0-1.7.9-2.9 1.9-4 .2 1 .7 1.7 1.4 2.1C14.2 5.4 14.9 2.7 16.4 1Z"
      />
      <g className="mark-stones">
        <path d="M12.3 15.5h7.6c1.2 0 2 .9 2 2s-.8 2-2 2h-7.9c-1.1 0-1.9-.9-1.9-2s1.1-2 2.2-2Z" />
        <path d="M9.5 20.7h12.8c1.4 0 2.4 1 2.4 2.2 0 1.2-1 2.2-2.3 2.2H9.2c-1.2 0-2.2-1-2.2-2.2 0-1.3 1.1-2.2 2.5-2.2Z" />
        <path d="M6.7 26.3h18.9c1.5 0 2.6 1 2.6 2.3 0 1.3-1.1 2.4-2.5 2.4H6.2c-1.3 0-2.4-1.1-2.4-2.4 0-1.3 1.3-2.3 2.9-2.3Z" />
      </g>
    </svg>
  )
}
