import { useCallback } from 'react'
import { useText } from '../../app/i18n.tsx'

/** Kinds that the product knows a word for; an import may bring others, which are shown as they came. */
export const memberKinds = [
  'municipality',
  'county',
  'hospital',
  'gp',
  'dentist',
  'pharmacy',
  'supplier',
  'laboratory',
  'other',
] as const

export function useKindName(): (kind: string) => string {
  const { t } = useText()
  return useCallback(
    (kind) => {
      const known = memberKinds.find((word) => word === kind)
      return known ? t(`kind.${known}`) : kind
    },
    [t],
  )
}
