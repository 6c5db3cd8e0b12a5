import { Link, useNavigate } from '@tanstack/react-router'
import type { Now } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useKeys } from '../../app/use-keys.ts'
import { type Tile, tiles } from './tiles.ts'

/** Counters that change in place; the digit opens what is behind. */
export function Tiles({ now }: { now: Now }) {
  const { t } = useText()
  const navigate = useNavigate()
  const all = tiles(now)
  useKeys({
    tile: (key) => {
      const target = all.find((tile) => tile.digit === Number(key))?.target
      if (target) void navigate(target)
    },
  })
  return (
    <section aria-labelledby="tiles">
      <h2 id="tiles" className="ds-sr-only">
        {t('now.tiles')}
      </h2>
      <ul className="tiles">
        {all.map((tile) => (
          <li key={tile.id} data-tone={tile.tone}>
            {tile.target ? (
              <Link {...tile.target} className="tile ds-focus">
                <TileBody tile={tile} />
              </Link>
            ) : (
              <div className="tile">
                <TileBody tile={tile} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function TileBody({ tile }: { tile: Tile }) {
  const { t, count } = useText()
  return (
    <>
      <span className="tile-figure">{count(tile.value)}</span>
      <span className="tile-label">
        {t(`tile.${tile.id}`)}
        {tile.worst ? (
          <span className="tile-worst">{t('tile.worst', { trouble: t(`sensor.${tile.worst}`) })}</span>
        ) : null}
      </span>
      {tile.target ? (
        <span className="tile-key" aria-hidden="true">
          {tile.digit}
        </span>
      ) : null}
    </>
  )
}
