import { Switch } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Sensor } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { showToast } from '../../components/toast.tsx'
import { tellMember } from './sensors.queries.ts'

/** Who is told when something is wrong with the sensor, and the choice of telling its member too. */
export function SensorAlarms({ sensor }: { sensor: Sensor }) {
  const { t } = useText()
  const client = useQueryClient()
  const mayWrite = useMay('sensors.write')
  const tell = useMutation({
    mutationFn: (wanted: boolean) => tellMember(sensor.id, wanted),
    onSuccess: (_, wanted) => showToast(t(wanted ? 'tell.on' : 'tell.off')),
    onSettled: () => client.invalidateQueries({ queryKey: ['sensors'] }),
  })
  const told = tell.isPending ? tell.variables : sensor.tell_member
  return (
    <Section title={t('tell.title')}>
      <p>
        {t('tell.text')} {!mayWrite && told ? t('tell.yes') : null}
      </p>
      {tell.error ? <ProblemNotice error={tell.error} /> : null}
      {mayWrite ? (
        <Switch
          data-size="sm"
          label={t('tell.switch')}
          description={t('tell.switch.text')}
          checked={told}
          onChange={(event) => tell.mutate(event.target.checked)}
        />
      ) : null}
    </Section>
  )
}
