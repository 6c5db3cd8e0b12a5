/** How receiving and loading are doing, for Prometheus. Totals only, no member's. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

export type TelemetryMetrics = ReturnType<typeof createTelemetryMetrics>

/** `waiting` is asked for at each scrape. */
export function createTelemetryMetrics(waiting: () => Promise<{ segments: number; bytes: number }>) {
  const registers: Registry[] = []
  const received = new Counter({ name: 'varde_received_lines_total', help: 'Lines acknowledged', registers })
  const bytes = new Counter({ name: 'varde_received_bytes_total', help: 'Bytes of bodies, decompressed', registers })
  const loaded = new Counter({ name: 'varde_loaded_lines_total', help: 'Lines loaded as events', registers })
  const rejected = new Counter({ name: 'varde_rejected_lines_total', help: 'Lines set aside', registers })
  const failed = new Counter({ name: 'varde_failed_groups_total', help: 'Groups of segments set aside', registers })
  const seconds = new Histogram({
    name: 'varde_load_seconds',
    help: 'From taking up a group of segments to its detections being written',
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  })
  const segments = new Gauge({
    name: 'varde_waiting_segments',
    help: 'Segments that wait to be loaded',
    registers,
    async collect() {
      const state = await waiting()
      segments.set(state.segments)
      waitingBytes.set(state.bytes)
    },
  })
  const waitingBytes = new Gauge({ name: 'varde_waiting_bytes', help: 'Bytes that wait to be loaded', registers })
  const all = [received, bytes, loaded, rejected, failed, seconds, segments, waitingBytes]
  return {
    received,
    bytes,
    loaded,
    rejected,
    failed,
    seconds,
    register: (registry: Registry) => {
      for (const metric of all) registry.registerMetric(metric)
    },
  }
}
