/** What is shown of TLP:RED indicators to those who may not read them: that they are there, and of which type. Pure. */
import type { Indicator } from '@varde/contract'

const hidden = 'TLP:RED'

export function hideRedIndicator(indicator: Indicator): Indicator {
  if (indicator.tlp !== 'RED') return indicator
  const { stopped, let_through } = indicator
  return {
    ...indicator,
    value: hidden,
    source: hidden,
    comment: hidden,
    // What it would hit can be the value itself.
    stopped: stopped && { ...stopped, entry: hidden, reason: hidden, member: null },
    let_through: let_through && { ...let_through, reason: hidden },
  }
}
