import { useText } from '../../app/i18n.tsx'
import { Section } from '../../components/section.tsx'
import { Time } from '../../components/time.tsx'

type Kept = { version: number; at: string | null; by: string; note: string }

/** What has held, since when, by whom and why; an earlier one is taken into the form, looked at, and saved anew. */
export function KeptVersions<V extends Kept>({
  versions,
  mayWrite,
  onTake,
}: {
  /** The newest first. */
  versions: readonly V[]
  mayWrite: boolean
  onTake: (version: V) => void
}) {
  const { t } = useText()
  return (
    <Section level={2} title={t('texts.versions')}>
      <ul className="plain-list text-kinds">
        {versions.map((one, i) => (
          <li key={one.version}>
            <span>{one.by === '' ? t('texts.built_in') : <Time at={one.at} both />}</span>
            <span className="quiet">
              {one.by === '' ? '' : `${one.by}: ${one.note}`}
              {i === 0 ? ` (${t('policy.holds')})` : ''}
            </span>
            {mayWrite && i > 0 ? (
              <button type="button" className="ds-link" onClick={() => onTake(one)}>
                {t('texts.take')}
                <span className="ds-sr-only"> {one.version}</span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}
