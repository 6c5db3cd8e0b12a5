/** The fields of the answer page that are an advisory's own: how each measure stands, and what holds for each vulnerability. */
import { type Language, measureStandings, type VexStatus, vexJustifications, vexStatuses } from '@varde/contract'
import { html } from 'ghtml'
import type { Step } from '../texts/steps.ts'
import { advisedAnswerWordsOf } from './answer-words/advised.ts'
import { type AdvisedSaid, beforeOf, longestWhy, type MeasureSaid } from './response.ts'

/** @param kept by measure, those that are not open @param said what was chosen on a form that came back */
export function standingFields(
  steps: readonly Step[],
  kept: ReadonlyMap<string, MeasureSaid>,
  said: AdvisedSaid | null,
  language: Language,
): string {
  if (steps.length === 0) return ''
  const words = advisedAnswerWordsOf[language]
  const given = new Map(said?.measures.map((one) => [one.key, one]))
  return html`<fieldset><legend>${words.measures}</legend>
!${steps.map(({ key, text }) => {
    const before = kept.get(key) ?? { standing: 'open' as const, why: '' }
    const { standing, why } = given.get(key) ?? before
    return html`<div class="standing" role="group" aria-labelledby="measure-${key}">
<p id="measure-${key}">${text}</p>
<input type="hidden" name="before:${key}" value="${beforeOf(before)}">
<label>${words.standing} <select class="ds-input" name="standing:${key}">!${measureStandings.map(
      (one) => html`<option value="${one}" !${one === standing ? 'selected' : ''}>${words.standings[one]}</option>`,
    )}</select></label>
<label class="why">${words.why} <input class="ds-input" name="why:${key}" value="${why}" maxlength="${longestWhy}"></label>
</div>`
  })}
</fieldset>`
}

/** One answer is enough for all of them; only what stands otherwise is said here. */
export function vexFields(cves: readonly string[], said: AdvisedSaid | null, language: Language): string {
  if (cves.length === 0) return ''
  const words = advisedAnswerWordsOf[language]
  const chosen = new Map<string, VexStatus>(said?.vex.map(({ cve, vex }) => [cve, vex]))
  const open = said !== null && (said.vex.length > 0 || said.justification !== null)
  return html`<details !${open ? 'open' : ''}><summary>${words.vulnerabilities}</summary>
<p class="quiet">${words.vulnerabilitiesHint}</p>
!${cves.map(
    (cve) =>
      html`<label>${cve} <select class="ds-input" name="vex:${cve}"><option value="">${words.asAbove}</option>!${vexStatuses.map(
        (one) => html`<option value="${one}" !${chosen.get(cve) === one ? 'selected' : ''}>${words.vex[one]}</option>`,
      )}</select></label>`,
  )}
<label>${words.justification} <select class="ds-input" name="justification"><option value="">${words.noJustification}</option>!${vexJustifications.map(
    (one) =>
      html`<option value="${one}" !${said?.justification === one ? 'selected' : ''}>${words.justifications[one]}</option>`,
  )}</select></label>
</details>`
}
