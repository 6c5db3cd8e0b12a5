import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { api, unwrap } from '../../api/client.ts'
import type { PhoneChoice, PortalChoices, Severity } from '../../api/types.ts'
import { useText } from '../../app/i18n.tsx'
import { Empty } from '../../components/empty.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { Section } from '../../components/section.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { showToast } from '../../components/toast.tsx'
import { PhoneFields } from '../channels/phone-fields.tsx'
import { choicesQuery } from './portal.queries.ts'

type AtMember = PortalChoices['items'][number]
type Choice = AtMember['choices'][number]
type Chosen = { choices: Choice[]; phone?: PhoneChoice[] }

const least: readonly Severity[] = ['low', 'medium', 'high', 'critical']

/** What am I told, and how? */
export function ChoicesPage() {
  const { t } = useText()
  const { member } = useSearch({ from: '/shell/portal' })
  const choices = useQuery(choicesQuery)
  const shown = (choices.data?.items ?? []).filter((one) => member === undefined || one.member === member)
  return (
    <div className="page">
      <PageHead title={t('page.portal-choices')} question={t('portal.choices.question')} />
      <p>{t('portal.choices.text')}</p>
      <p className="portal-news">{t('portal.choices.critical')}</p>
      {choices.isPending ? <SkeletonRows rows={6} /> : null}
      {choices.error ? <ProblemNotice error={choices.error} retry={() => void choices.refetch()} /> : null}
      {shown.map((one) => (
        <Section key={one.member} level={2} title={one.member_name}>
          {one.contact === null ? (
            <Empty title={t('portal.choices.no_contact', { member: one.member_name })}>
              <p>{t('portal.choices.no_contact.text')}</p>
            </Empty>
          ) : (
            <ChoiceList at={one} />
          )}
        </Section>
      ))}
    </div>
  )
}

function ChoiceList({ at }: { at: AtMember }) {
  const { t } = useText()
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: (body: Chosen) =>
      unwrap(api.PUT('/api/v1/portal/choices/{orgnr}', { params: { path: { orgnr: at.member } }, body })),
    onSettled: () => client.invalidateQueries({ queryKey: ['portal', 'choices'] }),
  })
  const shown = save.isPending ? save.variables.choices : at.choices
  const saved = (before: Chosen) => ({
    onSuccess: () => showToast(t('portal.choices.saved'), { undo: () => save.mutate(before) }),
  })
  const change = (changed: Choice) => {
    const { choices } = at
    save.mutate(
      { choices: choices.map((one) => (one.category === changed.category ? changed : one)) },
      saved({ choices }),
    )
  }
  return (
    <div className="portal-choice-list">
      {save.error ? <ProblemNotice error={save.error} /> : null}
      {shown.map(({ category, least: chosen }) => (
        <SelectField
          key={category}
          label={t(`portal.category.${category}`)}
          value={chosen}
          choices={least.map((value) => ({ value, label: t(`portal.least.${value}`) }))}
          onChange={(value) => change({ category, least: value })}
        />
      ))}
      {at.phone && at.phone.channels.length > 0 ? (
        <fieldset className="plain-fieldset portal-phone-choices">
          <legend>{t('phone.title')}</legend>
          <PhoneFields
            standing={
              save.isPending && save.variables.phone ? { ...at.phone, choices: save.variables.phone } : at.phone
            }
            onChange={(phone) =>
              save.mutate(
                { choices: at.choices, phone },
                saved({ choices: at.choices, phone: at.phone?.choices ?? [] }),
              )
            }
          />
        </fieldset>
      ) : null}
    </div>
  )
}
