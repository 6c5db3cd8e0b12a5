import { Button } from '@digdir/designsystemet-react'
import { useState } from 'react'
import type { Sensor } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { NetworksDialog } from '../keys/networks-dialog.tsx'
import { RotateDialog } from '../keys/rotate-dialog.tsx'
import { pinSensor, rotateSensor } from './sensors.queries.ts'

/** What can be done with the sensor's token. */
export function SensorTokenActions({ sensor }: { sensor: Sensor }) {
  const { t } = useText()
  const [asking, setAsking] = useState<'rotate' | 'networks' | null>(null)
  const close = () => setAsking(null)
  return (
    <>
      <Button data-size="sm" variant="secondary" onClick={() => setAsking('rotate')}>
        {t('rotate.open')}
      </Button>
      <Button data-size="sm" variant="secondary" onClick={() => setAsking('networks')}>
        {t('networks.open')}
      </Button>
      {asking === 'rotate' ? (
        <RotateDialog
          name={sensor.name}
          stale="sensors"
          rotate={async (hours) => (await rotateSensor(sensor.id, hours)).token}
          onClose={close}
        />
      ) : null}
      {asking === 'networks' ? (
        <NetworksDialog
          name={sensor.name}
          networks={sensor.networks}
          stale="sensors"
          pin={(networks) => pinSensor(sensor.id, networks)}
          onClose={close}
        />
      ) : null}
    </>
  )
}
