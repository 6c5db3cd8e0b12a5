import { Button } from '@digdir/designsystemet-react'
import { useText } from '../../app/i18n.tsx'
import { bindings } from '../../app/keys.ts'
import { Icon } from '../../components/icon.tsx'
import { type ActWord, keyOf } from './acts.ts'

/** What can be done, each with its key; the warning first, since it is what the rest is for. */
export function ActButtons({ acts, onAct }: { acts: readonly ActWord[]; onAct: (act: ActWord) => void }) {
  const { t } = useText()
  return acts.map((act) => {
    const key = keyOf[act]
    return (
      <Button key={act} data-size="sm" variant={act === 'warn' ? 'primary' : 'secondary'} onClick={() => onAct(act)}>
        {act === 'warn' ? <Icon name="send" size={18} /> : null}
        {t(`act.${act}`)} {key ? <kbd>{bindings[key].shown}</kbd> : null}
      </Button>
    )
  })
}
