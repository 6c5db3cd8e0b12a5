import { Dialog, Heading, Switch } from '@digdir/designsystemet-react'
import { useText } from './i18n.tsx'
import { bindings, keyCommands } from './keys.ts'
import { changeSettings, useSettings } from './settings.ts'

/** The list of keys, and the switch that turns single characters off (WCAG 2.1.4). */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const { singleKeys } = useSettings()
  return (
    <Dialog open onClose={onClose} closeButton={t('close')} closedby="any" data-size="sm">
      <Heading level={2} data-size="xs" className="dialog-title">
        {t('keys.title')}
      </Heading>
      <dl className="keys">
        {keyCommands.map((command) => (
          <div key={command} data-off={(!singleKeys && bindings[command].single) || undefined}>
            <dt>
              <kbd>{bindings[command].shown}</kbd>
            </dt>
            <dd>{t(`key.${command}`)}</dd>
          </div>
        ))}
      </dl>
      <Switch
        label={t('keys.single')}
        description={t('keys.single.text')}
        checked={singleKeys}
        onChange={(event) => changeSettings({ singleKeys: event.target.checked })}
      />
    </Dialog>
  )
}
