/** Line icons on a 24-unit grid, drawn for this project. Always beside a word or inside a labelled button. */
const paths = {
  now: 'M12 3.5c.7 3 4.5 5 4.5 9.2a4.5 4.5 0 0 1-9 0c0-1.9 1-3.2 2-4.2.3 1.2.8 1.9 1.6 2.3-.3-2.6.3-5.4.9-7.3ZM6 20.5h12',
  triage: 'M4 5h16v10h-4.5l-1.5 2.5h-4L8.5 15H4zM4 15v4.5h16V15M8 9h8',
  correlation:
    'M6 4a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM18 4a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM12 15a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM8.5 6.5h7M7.2 8.8l3.5 6.4M16.8 8.8l-3.5 6.4',
  warnings: 'M4 6h16v12H4zM4.5 6.5 12 13l7.5-6.5',
  vulnerabilities: 'M12 3.5 5 6v5.5c0 4.3 2.9 7.4 7 9 4.1-1.6 7-4.7 7-9V6zM12 8.5v4.5M12 16h.01',
  policy: 'M12 3.5v4M12 7.5 5.5 14M12 7.5l6.5 6.5M3 14.5h5v5H3zM16 14.5h5v5h-5z',
  members: 'M4 20V8l6-4v16M10 9h10v11M4 20h16M13 12.5h1.5M13 16h1.5M17 12.5h.5M17 16h.5M7 10h.5M7 14h.5',
  sensors: 'M12 12v8M9 20h6M8.8 15.2a4.5 4.5 0 1 1 6.4 0M6 18a8.5 8.5 0 1 1 12 0M12 12h.01',
  events: 'M4 20h16M6 16v-4M10 16V6M14 16v-7M18 16v-2',
  minus: 'M5 12h14',
  views: 'M7 4h10v16l-5-4-5 4z',
  edit: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  indicators: 'M12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM12 2.5V7M12 17v4.5M2.5 12H7M17 12h4.5M12 12h.01',
  hunt: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM15.2 15.2 20 20M10.5 7.2v6.6M7.2 10.5h6.6',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM15.2 15.2 20 20',
  copy: 'M9 9h10v11H9zM5.5 15H5V4h10v1.5',
  check: 'm5 12.5 4.5 4.5L19 7',
  close: 'M6 6l12 12M18 6 6 18',
  out: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
  keys: 'M3.5 7h17v10h-17zM7 10.5h.01M10.3 10.5h.01M13.7 10.5h.01M17 10.5h.01M8 14h8',
  download: 'M12 4v11M7.5 11 12 15.5 16.5 11M5 20h14',
  upload: 'M12 16V5M7.5 9 12 4.5 16.5 9M5 20h14',
  phone: 'M7 4h3l1.5 4-2 1.5a10 10 0 0 0 5 5l1.5-2 4 1.5v3c0 1-1 2-2 2A14 14 0 0 1 5 6c0-1 1-2 2-2Z',
  undo: 'M8.5 5 4.5 9l4 4M5 9h9a5.5 5.5 0 0 1 0 11h-3',
  send: 'M4 5l17 7-17 7 3-7zM7 12h7',
  people:
    'M9 5.5a3.25 3.25 0 1 1 0 6.5 3.25 3.25 0 0 1 0-6.5ZM3 19.5c0-3.3 2.4-5.5 6-5.5s6 2.2 6 5.5M15.5 6a3 3 0 0 1 0 5.8M17 14.4c2.5.6 4 2.5 4 5.1',
  table: 'M4 5h16v14H4zM4 9.5h16M4 14.3h16M9.5 9.5V19',
  log: 'M6 3.5h9l3.5 3.5v13.5H6zM9 10h6M9 13.5h6M9 17h3.5M15 3.5V7h3.5',
  keep: 'M4 4.5h16V9H4zM5.5 9v10.5h13V9M10 12.5h4',
  person: 'M12 4.5a3.75 3.75 0 1 1 0 7.5 3.75 3.75 0 0 1 0-7.5ZM5 20c0-3.6 2.8-6 7-6s7 2.4 7 6',
  plus: 'M12 5v14M5 12h14',
  key: 'M14.5 5a4.5 4.5 0 1 1-3 8l-1.5 1.5H8V16.5H6V18.5H4V15.5l6.2-6.2A4.5 4.5 0 0 1 14.5 5ZM15.5 8.5h.01',
} as const

export type IconName = keyof typeof paths

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  )
}
