/** What is shown of TLP:RED indicators to those who may not read them: that they are there, and of which type. Pure. */
import type { Indicator } from '@varde/contract'

const hidden = 'TLP:RED'

export function hideRedIndicator(indicator: Indicator): Indicator {
  return indicator.tlp === 'RED' ? { ...indicator, value: hidden, source: hidden, comment: hidden } : indicator
}
