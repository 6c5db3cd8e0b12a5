import { useNavigate } from '@tanstack/react-router'
import { useText } from '../../app/i18n.tsx'
import { ObjectHead } from '../../components/object-head.tsx'
import { MeasureEditor } from './measure-editor.tsx'

/** A measure of the team's own. */
export function NewMeasure() {
  const { t } = useText()
  const navigate = useNavigate()
  const back = { to: '/measures', search: ({ view: _, ...old }: Record<string, unknown>) => old } as const
  return (
    <article>
      <ObjectHead kicker={t('page.measures')} title={t('measures.new')} back={back} />
      <MeasureEditor measure={null} onDone={() => void navigate(back)} />
    </article>
  )
}
