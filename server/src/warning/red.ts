/**
 * What is shown of TLP:RED objects to those who may not read them: that they are there, whose they are and how they stand,
 * and `TLP:RED` in place of every text. Pure.
 */
import type { Detection, DetectionDetail, Now, Warning, WarningDetail } from '@varde/contract'

const hidden = 'TLP:RED'

export function hideRedDetection(detection: Detection): Detection {
  if (detection.cause.tlp !== 'RED') return detection
  const { cause, suppression } = detection
  return {
    ...detection,
    cause: { ...cause, key: hidden, label: hidden, source: hidden },
    // Whoever wrote why it is held back may have told of the cause.
    suppression: suppression === null ? null : { ...suppression, reason: hidden },
  }
}

export function hideRedWarning(warning: Warning): Warning {
  return warning.tlp === 'RED' ? { ...warning, title: hidden } : warning
}

/** @param draftIsRed whether any detection of the draft is TLP:RED, this one or another */
export function hideRedDetectionDetail(detail: DetectionDetail, draftIsRed: boolean): DetectionDetail {
  const { detection, events, others, draft } = detail
  return {
    ...detail,
    detection: hideRedDetection(detection),
    events: detection.cause.tlp === 'RED' ? [] : events,
    // Who shares a cause that may not be known tells of it.
    others: detection.cause.tlp === 'RED' ? [] : others,
    draft: draft !== null && draftIsRed ? { ...draft, subject: hidden, text: hidden } : draft,
  }
}

export function hideRedWarningDetail(detail: WarningDetail): WarningDetail {
  const { warning, detections, texts, responses } = detail
  const shown = { ...detail, warning: hideRedWarning(warning), detections: detections.map(hideRedDetection) }
  if (warning.tlp !== 'RED') return shown
  return {
    ...shown,
    texts: texts.map(({ language }) => ({ language, subject: hidden, text: hidden })),
    responses: responses.map((response) => ({
      ...response,
      done: [],
      comment: response.comment === '' ? '' : hidden,
      attachments: response.attachments.map((file) => ({ ...file, name: hidden })),
    })),
  }
}

/** Of something that burns and is TLP:RED. */
export function hideRedBurning(fire: Now['burning'][number]): Now['burning'][number] {
  return { ...fire, title: hidden }
}
