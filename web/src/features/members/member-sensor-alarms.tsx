import { Switch } from '@digdir/designsystemet-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Member } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { useMay } from '../../app/session.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { showToast } from '../../components/toast.tsx'
import { tellOfAll } from '../sensors/sensors.queries.ts'

/** Whether the member is told of its sensors' faults: chosen for all at once, and then for one on the sensor's own page. */
export function MemberSensorAlarms({ member }: { member: Member }) {
  const { t } = useText()
  const client = useQueryClient()
  const mayWrite = useMay('sensors.write')
  const tell = useMutation({
    mutationFn: (wanted: boolean) => tellOfAll(member.orgnr, wanted),
    onSuccess: (_, wanted) => showToast(t(wanted ? 'tell.on' : 'tell.off')),
    onSettled: () =>
      Promise.all(['members', 'sensors'].map((topic) => client.invalidateQueries({ queryKey: [topic] }))),
  })
  if (!mayWrite) return null
  return (
    <>
      {tell.error ? <ProblemNotice error={tell.error} /> : null}
      <Switch
        data-size="sm"
        label={t('member.tell')}
        description={t('member.tell.text')}
        checked={tell.isPending ? tell.variables : member.tell_of_sensors}
        onChange={(event) => tell.mutate(event.target.checked)}
      />
    </>
  )
}
