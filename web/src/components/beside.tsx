import type { ReactNode } from 'react'

/** The object opens beside its list, so the list stays; on a phone the object takes the page. */
export function Beside({ list, object }: { list: ReactNode; object: ReactNode | null }) {
  return (
    <div className="beside" data-open={object !== null || undefined}>
      <div className="beside-list">{list}</div>
      {object === null ? null : <div className="beside-object">{object}</div>}
    </div>
  )
}
