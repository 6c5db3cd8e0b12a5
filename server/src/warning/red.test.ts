import { type Detection, type Tlp, tlps, type Warning, type WarningDetail } from '@varde/contract'
import { describe, expect, it } from 'vitest'
import {
  hideRedBurning,
  hideRedDetection,
  hideRedDetectionDetail,
  hideRedWarning,
  hideRedWarningDetail,
} from './red.ts'

const secret = 'hemmelig.example'
const at = '2026-11-24T03:00:00.000Z'
const detection = (tlp: Tlp): Detection => ({
  id: 'd',
  member: '1',
  member_name: 'Granvåg kommune',
  cause: {
    kind: 'indicator',
    key: `key-${secret}`,
    label: secret,
    category: 'c2',
    indicator_type: 'domain',
    source: `kilde-${secret}`,
    confidence: 90,
    grade: null,
    tlp,
  },
  inner_host: '10.20.0.4',
  fields: ['dns'],
  severity: 'critical',
  attribution: 'network',
  retrospective: false,
  state: 'queued',
  view: 'queued',
  decided: null,
  dismiss_reason: null,
  duplicate_of: null,
  accepted_at: null,
  assigned_to: null,
  snoozed_until: null,
  suppression: { id: 's', reason: `Vi kjenner ${secret}`, until: at, holds: true },
  events: 3,
  first_seen_at: at,
  last_seen_at: at,
  created_at: at,
  warning: 'w',
  other_members: 0,
  hourly: [],
})
const warning = (tlp: Tlp) => ({ id: 'w', number: 1, tlp, title: `${secret} (c2)`, state: 'sent' }) as Warning
const detail = (tlp: Tlp) =>
  ({
    warning: warning(tlp),
    detections: [detection(tlp), detection('GREEN')],
    deliveries: [{ id: 'x', contact_name: 'Vakt' }],
    responses: [
      { id: 'r', comment: `Vi fant ${secret}`, attachments: [{ id: 'f', name: `${secret}.log` }] },
      { id: 's', comment: '', attachments: [] },
    ],
    texts: [{ language: 'nb', subject: secret, text: secret }],
  }) as unknown as WarningDetail
const text = (value: unknown) => JSON.stringify(value)

describe('TLP:RED', () => {
  it('hides every text, and nothing of how things stand', () => {
    expect(text(hideRedDetection(detection('RED')))).not.toContain(secret)
    expect(hideRedDetection(detection('RED'))).toMatchObject({
      id: 'd',
      member: '1',
      severity: 'critical',
      inner_host: '10.20.0.4',
      cause: { tlp: 'RED', label: 'TLP:RED', key: 'TLP:RED', category: 'c2' },
    })
    expect(hideRedWarning(warning('RED'))).toEqual({ ...warning('RED'), title: 'TLP:RED' })
    expect(hideRedBurning({ id: 'w', title: secret } as never)).toEqual({ id: 'w', title: 'TLP:RED' })
  })

  it('in a warning hides its letter, its answers and its RED detections, and shows the others', () => {
    const shown = hideRedWarningDetail(detail('RED'))
    expect(shown.texts).toEqual([{ language: 'nb', subject: 'TLP:RED', text: 'TLP:RED' }])
    expect(shown.responses.map(({ comment }) => comment)).toEqual(['TLP:RED', ''])
    expect(shown.detections.map(({ cause }) => cause.label)).toEqual(['TLP:RED', secret])
    expect(shown.deliveries).toEqual(detail('RED').deliveries)
    expect(text({ ...shown, detections: [shown.detections[0]] })).not.toContain(secret)
  })

  it('in a detection hides its events, and the draft where any of its detections is RED', () => {
    const draft = { warning: 'w', language: 'nb' as const, subject: secret, text: secret }
    const others = [{ id: 'o', member_name: secret, view: 'queued', last_seen_at: at }] as const
    const given = {
      contacts: [],
      events: [{ dns_name: secret }] as never,
      open_warnings: 0,
      answers: [],
      others: [...others],
      draft,
    }
    const red = hideRedDetectionDetail({ ...given, detection: detection('RED') }, true)
    expect(text(red)).not.toContain(secret)
    expect(red.draft).toMatchObject({ warning: 'w', subject: 'TLP:RED' })
    const other = hideRedDetectionDetail({ ...given, detection: detection('AMBER') }, true)
    expect([other.events, other.draft?.text]).toEqual([given.events, 'TLP:RED'])
    expect(hideRedDetectionDetail({ ...given, detection: detection('AMBER') }, false).draft).toEqual(draft)
  })

  it.each(tlps.filter((tlp) => tlp !== 'RED'))('alone: %s is shown as it is', (tlp) => {
    expect(hideRedDetection(detection(tlp))).toEqual(detection(tlp))
    expect(hideRedWarning(warning(tlp))).toEqual(warning(tlp))
    expect(hideRedWarningDetail(detail(tlp))).toEqual(detail(tlp))
  })
})
