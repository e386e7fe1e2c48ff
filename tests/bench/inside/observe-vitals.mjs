// Runs in the page, before anything of its own. `inp`: the slowest interaction, which for fewer than fifty is what INP means.
const vitals = { lcp: 0, cls: 0, inp: 0 }
Object.assign(globalThis, { vitals })

/** @typedef {PerformanceEntry & { hadRecentInput?: boolean, value?: number, interactionId?: number }} Entry */
/** @type {(type: string, note: (entry: Entry) => void) => void} */
function watch(type, note) {
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(note))
  observer.observe(/** @type {PerformanceObserverInit} */ ({ type, buffered: true, durationThreshold: 16 }))
}

watch('largest-contentful-paint', ({ startTime }) => (vitals.lcp = startTime))
watch('layout-shift', ({ hadRecentInput, value = 0 }) => (vitals.cls += hadRecentInput ? 0 : value))
watch('event', ({ interactionId, duration }) => (vitals.inp = interactionId ? Math.max(vitals.inp, duration) : vitals.inp))
